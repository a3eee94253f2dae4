"""The rail's entries of the insights room."""

from django.utils.translation import gettext_lazy as _

from core.navigation import Entry, Group, register
from insights.querysets import VIEW

register(
    Entry(_("Insights"), "insights:home", group=Group.FIGURES, right=VIEW, order=95),
    Entry(_("Findings"), "insights:finding_list", group=Group.FIGURES, right=VIEW, order=97),
    Entry(_("Key figures"), "insights:kpi_list", group=Group.FIGURES, right=VIEW, order=96),
    Entry(_("Dossiers and reports"), "insights:report_list", group=Group.FIGURES, right=VIEW, order=98),
)
