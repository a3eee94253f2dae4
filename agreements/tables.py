"""The columns of the agreement list and of its export."""

from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementKind, AgreementState, Turn
from agreements.exchange.completeness import readiness
from agreements.models import ConditionField, Party, Tagging
from core.exports import joined
from core.tables import ListColumn, PortalTable, words_of


def of_partners(path: str):
    """The distinct values of ``path`` over the partner sides of an agreement."""
    return joined(Party.objects.filter(is_home=False).exclude(**{path: ""}), "agreement", path)


def yes_or_no(value) -> str:
    return str(_("yes") if value else _("no"))


def yes_no_or_empty(value) -> str:
    return yes_or_no(value == "yes") if value else ""


class AgreementTable(PortalTable):
    """Rows of the list page; columns without a place on the page are in the export alone."""

    row_template = "agreements/includes/agreement_row.html"
    default_sort = "partner"

    number = ListColumn(verbose_name=_("Number"), exported="number", on_page=False)
    title = ListColumn(verbose_name=_("Title"), exported="title", on_page=False)
    partner = ListColumn(
        verbose_name=_("Partner"), order_by=("partner_sort_key", "pk"), exported=of_partners("institution__name")
    )
    city = ListColumn(verbose_name=_("City"), exported=of_partners("institution__city"), on_page=False)
    country = ListColumn(
        verbose_name=_("Country"), exported=of_partners("institution__country__name_en"), on_page=False
    )
    erasmus_code = ListColumn(
        verbose_name=_("Erasmus code"), exported=of_partners("institution__erasmus_code"), on_page=False
    )
    partner_unit = ListColumn(verbose_name=_("Their unit"), exported=of_partners("partner_unit"), on_page=False)
    kind = ListColumn(verbose_name=_("Kind"), exported="kind", worded=words_of(AgreementKind))
    field = ListColumn(
        verbose_name=_("Field"),
        exported=joined(ConditionField.objects.all(), "condition__agreement", "isced_field__name_en"),
    )
    unit = ListColumn(verbose_name=_("Unit"), exported="responsible_unit__name_en")
    state = ListColumn(
        verbose_name=_("State"), order_by=("state", "ends_on", "pk"), exported="state", worded=words_of(AgreementState)
    )
    starts = ListColumn(verbose_name=_("Starts"), exported="starts_on", on_page=False)
    ends = ListColumn(verbose_name=_("Ends"), order_by=("ends_on", "pk"), exported="ends_on")
    open_end = ListColumn(verbose_name=_("No end date"), exported="is_open_ended", worded=yes_or_no, on_page=False)
    exchange = ListColumn(
        verbose_name=_("Ready to exchange"), exported=readiness, worded=yes_no_or_empty, on_page=False
    )
    notice = ListColumn(verbose_name=_("Notice by"), exported="notice_on", on_page=False)
    turn = ListColumn(verbose_name=_("Whose turn"), exported="turn", worded=words_of(Turn))
    who = ListColumn(verbose_name=_("Who"), exported="coordinator__name")
    tags = ListColumn(
        verbose_name=_("Tags"), exported=joined(Tagging.objects.all(), "agreement", "tag__name"), on_page=False
    )
    published = ListColumn(
        verbose_name=_("On the public site"), exported="is_published", worded=yes_or_no, on_page=False
    )
