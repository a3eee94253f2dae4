"""The columns of the waiting list and of its export."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.enums import AgreementKind, AgreementState
from agreements.tables import of_partners
from core.tables import ListColumn, PortalTable, words_of


class WaitingTable(PortalTable):
    """Longest waiting first; columns without a place on the page are in the export alone."""

    row_template = "agreements/includes/waiting_row.html"
    default_sort = "since"

    number = ListColumn(verbose_name=_("Number"), exported="number", on_page=False)
    title = ListColumn(verbose_name=_("Title"), exported="title", on_page=False)
    partner = ListColumn(
        verbose_name=_("Partner"), order_by=("partner_sort_key", "pk"), exported=of_partners("institution__name")
    )
    country = ListColumn(
        verbose_name=_("Country"), exported=of_partners("institution__country__name_en"), on_page=False
    )
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(AgreementKind))
    unit = ListColumn(verbose_name=_("Unit"), exported="responsible_unit__name_en")
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(AgreementState))
    since = ListColumn(
        verbose_name=pgettext_lazy("turn", "Their turn since"), order_by=("turn_since", "pk"), exported="turn_since"
    )
    last = ListColumn(verbose_name=_("Last in the log"))  # not exported: the log is for those who keep the agreement
    who = ListColumn(verbose_name=_("Who"), exported="coordinator__name")
