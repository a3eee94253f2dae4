"""The columns of the list of work plans, and of its export."""

from django.utils.translation import gettext_lazy as _

from cooperation.plans.enums import PlanState
from core.tables import ListColumn, PortalTable, words_of


class PlanTable(PortalTable):
    """Those that end last first."""

    row_template = "cooperation/plans/row.html"
    default_sort = "-ends"

    title = ListColumn(verbose_name=_("Work plan"), order_by=("title", "pk"), exported="title")
    state = ListColumn(verbose_name=_("State"), order_by=("state", "pk"), exported="state", worded=words_of(PlanState))
    starts = ListColumn(verbose_name=_("First day"), exported="starts_on", on_page=False)
    ends = ListColumn(verbose_name=_("Until"), order_by=("ends_on", "pk"), exported="ends_on")
    goals = ListColumn(verbose_name=_("Goals reached"), exported="reached_count", is_number=True)
    goal_count = ListColumn(verbose_name=_("Goals"), exported="goal_count", on_page=False)
    activities = ListColumn(verbose_name=_("Activities held"), exported="held_count", is_number=True)
    activity_count = ListColumn(verbose_name=_("Activities"), exported="activity_count", on_page=False)
    agreement = ListColumn(verbose_name=_("Agreement"), exported="agreement__title", on_page=False)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
    kept_by = ListColumn(verbose_name=_("Kept by"), exported="coordinator__name")
