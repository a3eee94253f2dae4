"""The columns of the list of follow-ups, and of its export."""

from django.db.models import Min, Q
from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from quality.enums import Area, FollowUpState, ProcessKind
from reference.academic_years import AcademicYear


def year_in_words(value) -> str:
    return str(AcademicYear(value))


class FollowUpTable(PortalTable):
    """The latest year first."""

    row_template = "quality/followups/row.html"
    default_sort = "-year"

    process = ListColumn(verbose_name=_("Process"), exported="process__code")
    title = ListColumn(verbose_name=_("Title"), exported="version__title_en", on_page=False)
    area = ListColumn(verbose_name=_("Area"), exported="process__area", worded=words_of(Area), on_page=False)
    kind = ListColumn(verbose_name=_("Kind"), exported="version__kind", worded=words_of(ProcessKind), on_page=False)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en")
    year = ListColumn(
        verbose_name=_("Academic year"),
        order_by=("academic_year", "process__position", "unit__code", "pk"),
        exported="academic_year",
        worded=year_in_words,
    )
    state = ListColumn(
        verbose_name=_("State"), order_by=("state", "pk"), exported="state", worded=words_of(FollowUpState)
    )
    turn = ListColumn(
        verbose_name=_("Whose turn"), exported=Min("steps__due_on", filter=Q(steps__done_on=None)), on_page=True
    )
    owner = ListColumn(verbose_name=_("Run by"), exported="owner__name")
