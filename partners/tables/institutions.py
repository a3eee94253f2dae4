"""The columns of the partner list and of its export."""

from django.utils.translation import gettext_lazy as _

from core.exports import joined
from core.tables import ListColumn, PortalTable, words_of
from partners.enums import InstitutionKind, InstitutionStatus
from partners.models import Alias, PartnerTagging


class InstitutionTable(PortalTable):
    """Rows of the list page; columns without a place on the page are in the export alone."""

    row_template = "partners/includes/institution_row.html"
    default_sort = "name"

    name = ListColumn(verbose_name=_("Name"), order_by=("sort_key", "pk"), exported="name")
    native_name = ListColumn(verbose_name=_("Name in its own language"), exported="native_name", on_page=False)
    legal_name = ListColumn(verbose_name=_("Legal name"), exported="legal_name", on_page=False)
    aliases = ListColumn(
        verbose_name=_("Other names"), exported=joined(Alias.objects.all(), "institution", "name"), on_page=False
    )
    country = ListColumn(verbose_name=_("Country"), order_by=("country", "sort_key", "pk"), exported="country__name_en")
    city = ListColumn(verbose_name=_("City"), exported="city", on_page=False)
    erasmus_code = ListColumn(verbose_name=_("Erasmus code"), exported="erasmus_code")
    pic = ListColumn(verbose_name=_("PIC"), exported="pic", on_page=False)
    oid = ListColumn(verbose_name=_("OID"), exported="oid", on_page=False)
    tags = ListColumn(
        verbose_name=_("Tags"), exported=joined(PartnerTagging.objects.all(), "institution", "tag__name"), on_page=False
    )
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(InstitutionKind), on_page=False)
    status = ListColumn(
        verbose_name=_("Status"),
        order_by=("status", "sort_key", "pk"),
        exported="status",
        worded=words_of(InstitutionStatus),
    )
    charter_from = ListColumn(verbose_name=_("Charter from"), exported="charter_starts_on", on_page=False)
    charter_to = ListColumn(verbose_name=_("Charter valid to"), exported="charter_ends_on")
    agreements = ListColumn(verbose_name=_("Agreements in force"), is_number=True)
    factsheet = ListColumn(verbose_name=_("Factsheet confirmed on"), exported="factsheet_confirmed_on", on_page=False)
    website = ListColumn(verbose_name=_("Website"), exported="website", on_page=False)
