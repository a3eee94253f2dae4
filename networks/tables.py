"""The columns of the list of networks and of the list of members, and of their exports."""

from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from networks.enums import MemberRole, NetworkKind


def yes_or_no(value) -> str:
    return str(_("yes") if value else _("no"))


class NetworkTable(PortalTable):
    """By name."""

    row_template = "networks/row.html"
    default_sort = "name"

    name = ListColumn(verbose_name=_("Network"), order_by=("name_en", "pk"), exported="name_en")
    short_name = ListColumn(verbose_name=_("Short name"), exported="short_name", on_page=False)
    kind = ListColumn(verbose_name=_("Kind"), order_by=("kind", "pk"), exported="kind", worded=words_of(NetworkKind))
    members = ListColumn(verbose_name=_("Members now"), exported="member_count", is_number=True)
    countries = ListColumn(verbose_name=_("Countries"), exported="country_count", on_page=False, is_number=True)
    counted = ListColumn(verbose_name=_("Counted by others"))
    ends = ListColumn(verbose_name=_("What ends next"), exported="ends_next_on")
    funding = ListColumn(verbose_name=_("Funded by"), exported="funding", on_page=False)
    funded_until = ListColumn(verbose_name=_("Funded until"), exported="funding_ends_on", on_page=False)
    fee = ListColumn(verbose_name=_("Fee"), exported="fee_amount", on_page=False, is_number=True)
    fee_due = ListColumn(verbose_name=_("Next fee due on"), exported="fee_due_on", on_page=False)
    website = ListColumn(verbose_name=_("Website"), exported="website", on_page=False)
    public = ListColumn(verbose_name=_("Public site"), exported="is_published", worded=yes_or_no, on_page=False)
    contacts = ListColumn(verbose_name=_("Our contacts"))


class MemberTable(PortalTable):
    """By the name of the institution; the headings of the export are those that the import understands."""

    row_template = "networks/member_row.html"
    default_sort = "institution"

    network = ListColumn(verbose_name=_("Network"), exported="network__name_en", on_page=False)
    institution = ListColumn(
        verbose_name=_("Institution"),
        order_by=("institution__sort_key", "since", "pk"),
        exported="institution__name",
    )
    code = ListColumn(verbose_name=_("Erasmus code"), exported="institution__erasmus_code", on_page=False)
    country = ListColumn(verbose_name=_("Country"), exported="institution__country__iso2", on_page=False)
    city = ListColumn(verbose_name=_("City"), exported="institution__city", on_page=False)
    role = ListColumn(verbose_name=_("Role"), order_by=("role", "pk"), exported="role", worded=words_of(MemberRole))
    role_note = ListColumn(verbose_name=_("About the role"), exported="role_note", on_page=False)
    since = ListColumn(verbose_name=_("Member since"), order_by=("since", "pk"), exported="since")
    until = ListColumn(verbose_name=_("Member until"), order_by=("until", "pk"), exported="until")
    agreement = ListColumn(verbose_name=_("Our agreement"))
    confirmed = ListColumn(
        verbose_name=_("Confirmed by a source"), exported="is_confirmed", worded=yes_or_no, on_page=False
    )
    source = ListColumn(verbose_name=_("Source"), exported="source", on_page=False)
