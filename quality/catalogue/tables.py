"""The columns of the catalogue, and of its export."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, Func, TextField, Value
from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from quality.enums import Area, ProcessKind


def _joined(field: str) -> Func:
    return Func(F(field), Value(", "), function="ARRAY_TO_STRING", output_field=TextField())


class ProcessTable(PortalTable):
    """In the order of the quality system, the newest version of a process first."""

    row_template = "quality/catalogue/row.html"
    default_sort = "process"

    process = ListColumn(
        verbose_name=_("Process"),
        order_by=("process__position", "process__code", "-valid_from", "pk"),
        exported="process__code",
    )
    title_en = ListColumn(verbose_name=_("Title in English"), exported="title_en", on_page=False)
    title_sv = ListColumn(verbose_name=_("Title in Swedish"), exported="title_sv", on_page=False)
    area = ListColumn(verbose_name=_("Area"), exported="process__area", worded=words_of(Area))
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(ProcessKind), on_page=False)
    cycle = ListColumn(verbose_name=_("Cycle"), order_by=("cycle_years", "pk"), exported="cycle_years")
    role = ListColumn(verbose_name=_("Accountable"), exported="accountable_role")
    accountable = ListColumn(verbose_name=_("Who holds that role"), exported="accountable__name", on_page=False)
    units = ListColumn(
        verbose_name=_("Units"),
        exported=StringAgg("concerned__unit__code", Value(", "), order_by="concerned__unit__code"),
    )
    esg = ListColumn(verbose_name=_("ESG 2015"), exported=_joined("esg"))
    valid_from = ListColumn(verbose_name=_("Valid from"), order_by=("valid_from", "pk"), exported="valid_from")
    valid_to = ListColumn(verbose_name=_("Valid to"), exported="valid_to", on_page=False)
    assumed = ListColumn(verbose_name=_("Assumed"), exported=_joined("assumed"), on_page=False)
    source = ListColumn(verbose_name=_("Source"), exported="source", on_page=False)
