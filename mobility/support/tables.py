"""The columns of the list of requests for support, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from mobility.support.enums import SupportKind, SupportState
from reference.academic_years import AcademicYear


class SupportTable(PortalTable):
    """In the order of their arrival. Whose place it is stands in no export."""

    row_template = "mobility/support/row.html"
    default_sort = "arrived"

    programme = ListColumn(verbose_name=_("Programme"), exported="bip__title")
    year = ListColumn(
        verbose_name=_("Academic year"),
        exported="bip__academic_year",
        worded=lambda value: str(AcademicYear(value)),
        on_page=False,
    )
    kind = ListColumn(verbose_name=_("What is asked for"), exported="kind", worded=words_of(SupportKind))
    scheme = ListColumn(verbose_name=_("Support"), exported="scheme__name_en", on_page=False)
    arrived = ListColumn(verbose_name=_("Complete since"), order_by=("completed_at", "pk"), exported="completed_at")
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(SupportState))
    contribution = ListColumn(verbose_name=_("Contribution (€)"), exported="contribution", is_number=True)
    asked_by = ListColumn(verbose_name=_("Asked by"), exported="asked_by__name")
