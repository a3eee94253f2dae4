"""The consistency checks of cooperation: exchange agreements under which nothing happens any more."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementKind
from agreements.models import Agreement
from cooperation.activities.enums import ActivityState
from cooperation.models import Activity
from core.checks import Check, Fault, Severity, register
from mobility.models import Mobility
from reference.academic_years import AcademicYear

ROOM = "cooperation"
EXCHANGE = (AgreementKind.ERASMUS, AgreementKind.STUDENT_EXCHANGE, AgreementKind.STAFF_EXCHANGE)
ALIVE = (*ActivityState.to_come, *ActivityState.took_place)


def dormant(user):
    """Exchange agreements in force since before last academic year, with no stay and no activity since it began."""
    last = AcademicYear.current().previous
    under = {"agreement": OuterRef("pk")}
    stays = Mobility.objects.taking_a_place().filter(**under, academic_year__gte=last.first_year)
    activities = Activity.objects.filter(**under, state__in=ALIVE, ends_on__gte=last.starts_on)
    begun = Q(starts_on__isnull=True) | Q(starts_on__lt=last.starts_on)
    kept = Agreement.objects.kept_by(user).in_force().filter(begun, kind__in=EXCHANGE)
    return (
        kept.filter(~Exists(stays), ~Exists(activities))
        .select_related("responsible_unit")
        .defer("search_text", "search_vector")
    )


def _agreement(row: Agreement) -> Fault:
    return Fault(row.title, f"{row.kind_short} · {row.responsible_unit}", row.get_absolute_url())


register(
    Check(
        f"{ROOM}.dormant",
        ROOM,
        _("Dormant exchange agreements"),
        _("Nobody came or went and nothing was done together for two academic years: use them, or let them end."),
        dormant,
        _agreement,
        severity=Severity.NOTE,
        owner=lambda row: row.coordinator_id,
    )
)
