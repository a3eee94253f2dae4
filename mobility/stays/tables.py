"""The columns of the list of stays, and of its export."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core.tables import ListColumn, PortalTable, words_of
from mobility.enums import Activity, Direction, MobilityState, PartnerStatus, Term
from reference.academic_years import AcademicYear


def host():
    """The partner's name, or the name of a place that is no partner."""
    return Coalesce("partner__name", "host_name")


def country():
    return Coalesce("partner__country__name_en", "host_country__name_en")


class MobilityTable(PortalTable):
    """Newest first. Birth dates and needs are in no export of the list."""

    row_template = "mobility/stays/row.html"
    default_sort = "-period"

    person = ListColumn(verbose_name=_("Person"), order_by=("sort_key", "pk"), exported="participant__family_name")
    given_name = ListColumn(verbose_name=_("Given name"), exported="participant__given_name", on_page=False)
    place = ListColumn(verbose_name=_("Where"), exported=host)
    country = ListColumn(verbose_name=_("Country"), exported=country, on_page=False)
    activity = ListColumn(verbose_name=_("Activity"), exported="activity", worded=words_of(Activity))
    direction = ListColumn(verbose_name=_("Direction"), exported="direction", worded=words_of(Direction), on_page=False)
    scheme = ListColumn(verbose_name=_("Scheme"), exported="scheme__name_en", on_page=False)
    project = ListColumn(verbose_name=_("Grant project"), exported="project__number", on_page=False)
    year = ListColumn(
        verbose_name=_("Academic year"),
        exported="academic_year",
        worded=lambda value: str(AcademicYear(value)),
        on_page=False,
    )
    term = ListColumn(verbose_name=_("Term"), exported="term", worded=words_of(Term), on_page=False)
    state = ListColumn(
        verbose_name=_("State"),
        order_by=("state", "-starts_on", "pk"),
        exported="state",
        worded=words_of(MobilityState),
    )
    period = ListColumn(verbose_name=_("Period"), order_by=("starts_on", "pk"), exported="starts_on")
    last_day = ListColumn(verbose_name=_("Last day"), exported="ends_on", on_page=False)
    answer = ListColumn(
        verbose_name=_("Answer of the receiver"),
        exported="partner_status",
        worded=words_of(PartnerStatus),
        on_page=False,
    )
    unit = ListColumn(verbose_name=_("Unit"), exported="unit__name_en")
    who = ListColumn(verbose_name=_("Kept by"), exported="coordinator__name")
