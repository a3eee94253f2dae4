"""The columns of the renewals and of their export."""

from django.utils.translation import gettext_lazy as _

from agreements.cockpit.progress import Progress
from agreements.enums import AgreementKind, AgreementState, Recommendation
from agreements.tables import of_partners
from core.tables import ListColumn, PortalTable, words_of


class RenewalTable(PortalTable):
    row_template = "agreements/includes/renewal_row.html"
    default_sort = "ends"

    partner = ListColumn(
        verbose_name=_("Partner"), order_by=("partner_sort_key", "pk"), exported=of_partners("institution__name")
    )
    number = ListColumn(verbose_name=_("Number"), exported="number", on_page=False)
    title = ListColumn(verbose_name=_("Title"), exported="title", on_page=False)
    country = ListColumn(
        verbose_name=_("Country"), exported=of_partners("institution__country__name_en"), on_page=False
    )
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(AgreementKind))
    unit = ListColumn(verbose_name=_("Unit"), exported="responsible_unit__name_en")
    state = ListColumn(verbose_name=_("State"), exported="state", worded=words_of(AgreementState), on_page=False)
    ends = ListColumn(verbose_name=_("Ends"), order_by=("ends_on", "pk"), exported="ends_on")
    notice = ListColumn(verbose_name=_("Notice by"), exported="notice_on", on_page=False)
    progress = ListColumn(verbose_name=_("Renewal"), exported="progress", worded=words_of(Progress))
    recommendation = ListColumn(
        verbose_name=_("Evaluation recommends"),
        exported="recommendation",
        worded=words_of(Recommendation),
        on_page=False,
    )
    who = ListColumn(verbose_name=_("Who"), exported="coordinator__name")
    act = ListColumn(verbose_name=_("What to do"))
