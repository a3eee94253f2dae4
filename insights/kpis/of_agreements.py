"""Key figures of agreements: KPI-08 to KPI-10. Nobody is named in them, so none of their groups is small."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from agreements.cockpit import outlook
from agreements.enums import AgreementKind
from agreements.indicators import in_force_in, of_unit
from agreements.models import Agreement
from insights.kpis.divisions import BY_COORDINATOR, BY_COUNTRY, BY_FACULTY, BY_KIND
from insights.kpis.measures import Measure, number, share
from insights.kpis.scope import Scope
from mobility.models import Mobility
from reference.academic_years import AcademicYear

EXCHANGE = (AgreementKind.ERASMUS, AgreementKind.STUDENT_EXCHANGE, AgreementKind.STAFF_EXCHANGE)
SOON, LATER = 6, 12  # months
AGREEMENTS = ngettext_lazy("agreement", "agreements")


def agreements_of(scope: Scope):
    """Those the unit is responsible for or concerned by."""
    return Agreement.objects.all() if scope.unit.parent_id is None else of_unit(scope.unit)


def in_force(scope: Scope):
    return in_force_in(agreements_of(scope), scope.year)


def undecided_within(months: int):
    """Agreements in force today that end within ``months``, and for which no renewal or end is decided (AG-09)."""

    def rows(scope: Scope):
        return outlook.undecided_within(agreements_of(scope), months)

    return rows


def old_enough(scope: Scope):
    """Exchange agreements in force that held before the two years began; an unknown start counts as long ago."""
    begun = Q(starts_on__isnull=True) | Q(starts_on__lt=AcademicYear(scope.year - 1).starts_on)
    return in_force(scope).filter(begun, kind__in=EXCHANGE)


def dormant(scope: Scope):
    years = (scope.year - 1, scope.year)
    stays = Mobility.objects.taking_a_place().filter(agreement=OuterRef("pk"), academic_year__in=years)
    return old_enough(scope).filter(~Exists(stays))


MEASURES = (
    Measure(
        "KPI-08",
        number(in_force, is_of_people=False),
        _("Of a year that is over, what was in force is read from the dates of agreements."),
        measured_in=AGREEMENTS,
        rows=in_force,
        divisions=(BY_KIND, BY_COUNTRY, BY_FACULTY),
    ),
    *(
        Measure(
            "KPI-09",
            number(undecided_within(months), is_of_people=False),
            _("Decided are: renewed, a successor drafted, renews by itself, or let end. Known of today alone."),
            part=f"within-{months}",
            label=label,
            measured_in=AGREEMENTS,
            rows=undecided_within(months),
            is_of_today=True,
            divisions=(BY_KIND, BY_COORDINATOR),
        )
        for months, label in ((SOON, _("Within 6 months")), (LATER, _("Within 12 months")))
    ),
    Measure(
        "KPI-10",
        share(dormant, old_enough, is_of_people=False),
        _(
            "Erasmus, student and staff exchange agreements that held before the two years began. "
            "A stay counts from its acceptance on."
        ),
        rows=dormant,
        of=old_enough,
        divisions=(BY_KIND, BY_COUNTRY),
    ),
)
