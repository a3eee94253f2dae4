"""The columns of the list of actions, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from quality.enums import ActionState, Effort
from reference.academic_years import AcademicYear


class ActionTable(PortalTable):
    """What has no date stands first, then the latest day: what was closed long ago stands last."""

    row_template = "quality/actions/row.html"
    default_sort = "-due"

    action = ListColumn(verbose_name=_("Action"), exported="title")
    description = ListColumn(verbose_name=_("What is done"), exported="description", on_page=False)
    process = ListColumn(verbose_name=_("Process"), order_by=("process", "due_on", "pk"), exported="process__code")
    unit = ListColumn(verbose_name=_("Unit"), order_by=("unit", "due_on", "pk"), exported="unit__name_en")
    year = ListColumn(
        verbose_name=_("Academic year"),
        exported="follow_up__academic_year",
        worded=lambda value: str(AcademicYear(value)),
        on_page=False,
    )
    finding = ListColumn(verbose_name=_("Finding"), exported="finding__text", on_page=False)
    due = ListColumn(verbose_name=_("Due"), order_by=("due_on", "pk"), exported="due_on")
    effort = ListColumn(verbose_name=_("Effort"), exported="effort", worded=words_of(Effort), on_page=False)
    state = ListColumn(
        verbose_name=_("State"), order_by=("state", "due_on", "pk"), exported="state", worded=words_of(ActionState)
    )
    done = ListColumn(verbose_name=_("Done on"), exported="done_on", on_page=False)
    result = ListColumn(verbose_name=_("Result"), exported="result", on_page=False)
    verified = ListColumn(verbose_name=_("Verified by"), exported="verified_by__name", on_page=False)
    who = ListColumn(verbose_name=_("Responsible"), exported="owner__name")
