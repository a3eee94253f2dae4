from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementState
from agreements.models import Agreement
from core.navigation import Entry, Group, register


def current_count(user) -> int:
    """What the list shows at first: everything that is not over."""
    return Agreement.objects.visible_to(user).exclude(state__in=AgreementState.over).count()


register(
    Entry(
        label=_("Agreements"),
        url_name="agreements:agreement_list",
        group=Group.WORK,
        right="agreements.view_agreement",
        order=10,
        count=current_count,
    )
)
