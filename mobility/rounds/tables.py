"""The columns of the list of rounds, and of its export: figures, no people."""

from django.utils.translation import gettext_lazy as _

from core.exports import joined
from core.tables import ListColumn, PortalTable, words_of
from mobility.enums import Term
from mobility.models import FurtherRoundUnit
from mobility.rounds.enums import RoundState
from reference.academic_years import AcademicYear

FURTHER = joined(FurtherRoundUnit.objects.all(), "applicationround", "unit__name_en")


class ApplicationRoundTable(PortalTable):
    """The one that closes last first."""

    row_template = "mobility/rounds/row.html"
    default_sort = "-closes"

    name = ListColumn(verbose_name=_("Round"), exported="name_en")
    scheme = ListColumn(verbose_name=_("Scheme"), exported="scheme__name_en", on_page=False)
    year = ListColumn(
        verbose_name=_("Academic year"),
        order_by=("academic_year", "pk"),
        exported="academic_year",
        worded=lambda value: str(AcademicYear(value)),
    )
    term = ListColumn(verbose_name=_("Term"), exported="term", worded=words_of(Term), on_page=False)
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(RoundState))
    opens = ListColumn(verbose_name=_("Opens"), exported="opens_at", on_page=False)
    closes = ListColumn(verbose_name=_("Closes"), order_by=("closes_at", "pk"), exported="closes_at")
    promised = ListColumn(verbose_name=_("Result promised by"), exported="promised_on", on_page=False)
    applicants = ListColumn(verbose_name=_("Applicants"), exported="applicant_count", is_number=True)
    given = ListColumn(verbose_name=_("Got a place"), exported="given_count", is_number=True)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en")
    further = ListColumn(verbose_name=_("Further units"), exported=FURTHER, on_page=False)
