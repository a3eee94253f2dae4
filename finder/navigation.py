from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from finder.guidelines.querysets import VIEW_GUIDELINE

register(
    Entry(label=_("Guidelines"), url_name="site:guideline_list", group=Group.OFFICE, right=VIEW_GUIDELINE, order=60)
)
