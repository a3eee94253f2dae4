"""The rail's entries of the quality room; each subject adds its own."""

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from quality.querysets import VIEW_ADOPTED

register(
    Entry(label=_("Processes"), url_name="quality:process_list", group=Group.QUALITY, right=VIEW_ADOPTED, order=90)
)
