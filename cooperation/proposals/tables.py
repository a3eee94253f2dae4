"""The columns of the list of proposals, and of its export."""

from django.utils.translation import gettext_lazy as _

from cooperation.proposals.enums import ProposalState
from core.tables import ListColumn, PortalTable, words_of


class ProposalTable(PortalTable):
    """Those of the latest call first."""

    row_template = "cooperation/proposals/row.html"
    default_sort = "-closes"

    acronym = ListColumn(verbose_name=_("Proposal"), order_by=("acronym", "pk"), exported="acronym")
    title = ListColumn(verbose_name=_("Title"), exported="title", on_page=False)
    state = ListColumn(
        verbose_name=_("State"), order_by=("state", "pk"), exported="state", worded=words_of(ProposalState)
    )
    closes = ListColumn(
        verbose_name=_("Call closes"), order_by=("call__deadline__due_on", "pk"), exported="call__deadline__due_on"
    )
    call = ListColumn(verbose_name=_("Call"), exported="call__title", on_page=False)
    step = ListColumn(verbose_name=_("Next step"))
    lump_sum = ListColumn(verbose_name=_("Lump sum"), order_by=("lump_sum", "pk"), exported="lump_sum", is_number=True)
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en", on_page=False)
    kept_by = ListColumn(verbose_name=_("Kept by"), exported="coordinator__name")
