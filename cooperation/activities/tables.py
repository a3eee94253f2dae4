"""The columns of the list of activities, and of its export."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from cooperation.activities.enums import ActivityKind, ActivityState, Direction
from cooperation.models import ActivityPartner
from core.tables import ListColumn, PortalTable, words_of


def partner_names() -> Subquery:
    """The names of the partners, in their order."""
    rows = ActivityPartner.objects.filter(activity=OuterRef("pk")).order_by().values("activity")
    return Subquery(rows.annotate(all=StringAgg("institution__name", "; ", order_by=("position", "pk"))).values("all"))


def people(when: str):
    names = [f"{when}_{who}" for who in ("own_staff", "own_students", "partner_staff", "partner_students")]
    return sum((F(name) for name in names[1:]), F(names[0]))


def _further(label, path: str, **options) -> ListColumn:
    """A column of the export alone."""
    return ListColumn(verbose_name=label, exported=path, on_page=False, **options)


class ActivityTable(PortalTable):
    """The latest first."""

    row_template = "cooperation/activities/row.html"
    default_sort = "-starts"

    title = ListColumn(verbose_name=_("Activity"), order_by=("title", "pk"), exported="title")
    kind = ListColumn(
        verbose_name=_("Kind"), order_by=("kind", "starts_on", "pk"), exported="kind", worded=words_of(ActivityKind)
    )
    state = ListColumn(
        verbose_name=_("State"), order_by=("state", "starts_on", "pk"), exported="state", worded=words_of(ActivityState)
    )
    starts = ListColumn(verbose_name=_("When"), order_by=("starts_on", "pk"), exported="starts_on")
    ends = _further(_("Last day"), "ends_on")
    partners = ListColumn(verbose_name=_("Partners"), exported=partner_names())
    people = ListColumn(verbose_name=_("People"), exported=people("planned"), is_number=True)
    own_staff = _further(_("Own staff who took part"), "actual_own_staff")
    own_students = _further(_("Own students who took part"), "actual_own_students")
    partner_staff = _further(_("Partners' staff who took part"), "actual_partner_staff")
    partner_students = _further(_("Partners' students who took part"), "actual_partner_students")
    direction = _further(_("Direction"), "direction", worded=words_of(Direction))
    series = _further(_("Series"), "series__title")
    edition = _further(_("Edition"), "edition")
    place = _further(_("Place"), "place")
    city = _further(_("City"), "city")
    country = _further(_("Country"), "country__name_en")
    field = _further(_("Field or specialisation"), "specialisation")
    plan = _further(_("Work plan"), "plan__title")
    agreement = _further(_("Agreement"), "agreement__title")
    network = _further(_("Network"), "network__name_en")
    planned_cost = _further(_("Cost planned (euro)"), "planned_cost")
    actual_cost = _further(_("Actual cost (euro)"), "actual_cost")
    source = _further(_("Paid from"), "funding_source")
    reference = _further(_("Own reference"), "reference")
    unit = _further(_("Unit"), "unit__name_en")
    kept_by = ListColumn(verbose_name=_("Kept by"), exported="coordinator__name")
