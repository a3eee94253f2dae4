from django.utils.translation import gettext_lazy as _

from agreements.cockpit.outlook import ending_agreements
from agreements.cockpit.progress import Progress
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
register(
    Entry(
        label=_("Letter templates"),
        url_name="agreements:letter_template_list",
        group=Group.OFFICE,
        right="agreements.change_letter_template",
        order=35,
    )
)


def not_begun_count(user) -> int:
    """Agreements that end within the horizon and whose renewal nobody has begun or decided against."""
    return ending_agreements(user).filter(progress__in=Progress.open).count()


register(
    Entry(
        label=_("Renewals"),
        url_name="agreements:renewal_list",
        group=Group.WORK,
        right="agreements.view_every_agreement",
        order=11,
        count=not_begun_count,
        count_words=_("not begun"),
    )
)
