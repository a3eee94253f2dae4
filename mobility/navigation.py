from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from mobility.models import Mobility
from mobility.querysets import VIEW, VIEW_PROJECT


def abroad_count(user) -> int:
    """How many are away, here or there, today."""
    return Mobility.objects.visible_to(user).abroad().count()


register(
    Entry(
        label=_("Mobility"),
        url_name="mobility:mobility_list",
        group=Group.WORK,
        right=VIEW,
        order=20,
        count=abroad_count,
        count_words=_("away today"),
    )
)
register(
    Entry(
        label=_("Grant projects"),
        url_name="mobility:project_list",
        group=Group.WORK,
        right=VIEW_PROJECT,
        order=22,
    )
)
