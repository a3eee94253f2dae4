"""The columns of the list of indicators, and of its export."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from quality.enums import Better, IndicatorKind
from reference.academic_years import AcademicYear


def year_words(value) -> str:
    return str(AcademicYear(value)) if value is not None else ""


class IndicatorTable(PortalTable):
    """In the order in which the processes ask them."""

    row_template = "quality/indicators/row.html"
    default_sort = "process"

    name = ListColumn(verbose_name=_("Indicator"), order_by=("name_en", "pk"), exported="name_en")
    name_sv = ListColumn(verbose_name=_("Name in Swedish"), exported="name_sv", on_page=False)
    process = ListColumn(
        verbose_name=_("Process"),
        order_by=("process__position", "process__code", "position", "pk"),
        exported="process__code",
    )
    code = ListColumn(verbose_name=_("Code"), exported="code", on_page=False)
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(IndicatorKind))
    measured_in = ListColumn(verbose_name=_("Measured in"), exported="measured_in", on_page=False)
    better = ListColumn(verbose_name=_("Direction"), exported="better", worded=words_of(Better), on_page=False)
    computed_by = ListColumn(verbose_name=_("Filled in"), exported="computed_by")
    valid_from = ListColumn(verbose_name=_("Asked"), exported="valid_from", worded=year_words)
    valid_to = ListColumn(verbose_name=_("Asked to"), exported="valid_to", worded=year_words, on_page=False)
    values = ListColumn(verbose_name=_("Values"), exported="value_count", is_number=True)
