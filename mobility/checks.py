"""The consistency checks of mobility: places, use and balance of agreements, reports that wait."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import AgreementKind
from agreements.models import Agreement, Condition
from core.checks import Check, Fault, Severity, register
from mobility.balance.counting import balance_by, balanced
from mobility.balance.enums import BalanceBy, BalanceLevel
from mobility.enums import MobilityState
from mobility.models import Mobility, ParticipantReport
from mobility.querysets import MODERATE
from mobility.reports.enums import ReportState
from reference.academic_years import AcademicYear

ROOM = "mobility"
EXCHANGE = (AgreementKind.ERASMUS, AgreementKind.STUDENT_EXCHANGE, AgreementKind.STAFF_EXCHANGE)
REPORTS_WAIT = timedelta(days=30)


def over_quota(user):
    """Conditions under which more go or come this year than was agreed, and nobody said why."""
    year, taken = AcademicYear.current().first_year, Q(mobilities__state__in=MobilityState.takes_place)
    mine = Condition.objects.filter(agreement__in=Agreement.objects.kept_by(user).order_by().values("pk"))
    this_year = taken & Q(mobilities__academic_year=year, mobilities__overbooked_because="")
    counted = mine.annotate(taken=Count("mobilities", filter=this_year))
    return counted.filter(taken__gt=F("people_per_year")).select_related("agreement", "sender", "receiver")


def unbalanced(user):
    """Agreements in force that are as far from balance as the gravest threshold says (AG-13)."""
    kept = Agreement.objects.kept_by(user).in_force()
    stays = balanced(Mobility.objects.filter(agreement__in=kept.order_by().values("pk")))
    gravest = [row.key for row in balance_by(stays, BalanceBy.AGREEMENT) if row.level == BalanceLevel.WARN]
    return kept.filter(pk__in=gravest).select_related("responsible_unit").defer("search_text", "search_vector")


def reports_waiting(user):
    """Reports of participants that nobody has looked at for a month."""
    allowed = user.rights.everywhere(MODERATE)
    since = timezone.now() - REPORTS_WAIT
    rows = ParticipantReport.objects.filter(state=ReportState.RECEIVED, state_since__lt=since)
    return (rows if allowed else rows.none()).select_related("mobility__partner", "mobility__unit", "project__unit")


def _condition(row: Condition) -> Fault:
    return Fault(str(row), row.agreement.title, reverse("agreements:condition_table", args=[row.agreement_id]))


def _agreement(row: Agreement) -> Fault:
    return Fault(row.title, f"{row.kind_short} · {row.responsible_unit}", row.get_absolute_url())


def _report(row: ParticipantReport) -> Fault:
    """Without the name of who wrote it."""
    subject: Any = row.mobility or row.project
    place = row.mobility.place if row.mobility else str(subject)
    return Fault(place, str(subject.unit), row.get_absolute_url())


LOOKED_FOR: list[tuple[Any, ...]] = [
    (
        over_quota,
        _("Conditions with more people than agreed"),
        _("The partner may refuse them. Amend the agreement, or say at the stay why it goes beyond."),
        _condition,
        Severity.SERIOUS,
        lambda row: row.agreement.coordinator_id,
    ),
    (
        unbalanced,
        _("Agreements far from balance"),
        _("The partner may close its places until it is evened out (AG-13)."),
        _agreement,
        Severity.WARNING,
        lambda row: row.coordinator_id,
    ),
    (
        reports_waiting,
        _("Reports of participants that wait for a month"),
        _("Students who look for a place do not read them."),
        _report,
        Severity.WARNING,
        lambda row: None,
    ),
]

register(
    *(
        Check(f"{ROOM}.{rows.__name__}", ROOM, label, why, rows, fault, position, severity, owner)
        for position, (rows, label, why, fault, severity, owner) in enumerate(LOOKED_FOR)
    )
)
