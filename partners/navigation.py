from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from partners.models import Institution


def partner_count(user) -> int:
    return Institution.objects.visible_to(user).partners().count()


register(
    Entry(
        label=_("Partners"),
        url_name="partners:institution_list",
        group=Group.WORK,
        right="partners.view_institution",
        order=30,
        count=partner_count,
    )
)
