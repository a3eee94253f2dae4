"""What stays tell of a unit in an academic year (``core.indicators``)."""

from collections.abc import Callable
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core.indicators import Figure, register, share_of
from mobility.balance.counting import balanced, semesters
from mobility.enums import Activity, Direction, MobilityState
from mobility.learning.enums import VersionState
from mobility.models import ComponentResult, Mobility, ParticipantReport
from mobility.reports.enums import ReportState

RETURNED = (MobilityState.COMPLETED, MobilityState.CLOSED)


def of_unit(unit: Unit, first_year: int) -> QuerySet[Mobility]:
    """Stays of the year kept by the unit or one below it."""
    return Mobility.objects.filter(unit__in=Unit.objects.within([unit.path]), academic_year=first_year)


def completed(direction: Direction, *, is_of_staff: bool) -> Callable[[Unit, int], Decimal]:
    """A figure of the stays of one way that were completed."""
    of_staff = Q(activity__in=Activity.of_staff)

    def compute(unit: Unit, first_year: int) -> Decimal:
        stays = of_unit(unit, first_year).filter(direction=direction, state__in=RETURNED)
        return Decimal(stays.filter(of_staff if is_of_staff else ~of_staff).count())

    return compute


def balance(unit: Unit, first_year: int) -> Decimal:
    """Semesters of students who came less those of students who went (AG-13): above nought where more came."""
    sums = balanced(of_unit(unit, first_year)).aggregate(
        came=Sum(semesters(), filter=Q(direction=Direction.INCOMING), default=0),
        went=Sum(semesters(), filter=Q(direction=Direction.OUTGOING), default=0),
    )
    return Decimal(sums["came"] - sums["went"])


def recognised(unit: Unit, first_year: int) -> Decimal | None:
    """Of the ECTS credits our students earned abroad, the share recognised at home."""
    stays = of_unit(unit, first_year).filter(direction=Direction.OUTGOING)
    results = ComponentResult.objects.filter(
        component__version__agreement__mobility__in=stays, component__version__state__in=VersionState.valid
    )
    sums = results.aggregate(earned=Sum("ects_earned", default=0), counted=Sum("ects_recognised", default=0))
    return share_of(sums["counted"], sums["earned"])


def reports_received(unit: Unit, first_year: int) -> Decimal | None:
    """Of the participants asked for a report, the share that sent one."""
    asked = ParticipantReport.objects.filter(mobility__in=of_unit(unit, first_year))
    return share_of(asked.filter(state__in=ReportState.answered).count(), asked.count())


register(
    Figure(
        "mobility.students_out",
        _("Students abroad, stays completed"),
        completed(Direction.OUTGOING, is_of_staff=False),
        _("stays"),
    ),
    Figure(
        "mobility.students_in",
        _("Exchange students here, stays completed"),
        completed(Direction.INCOMING, is_of_staff=False),
        _("stays"),
    ),
    Figure(
        "mobility.staff_out",
        _("Staff abroad, stays completed"),
        completed(Direction.OUTGOING, is_of_staff=True),
        _("stays"),
    ),
    Figure(
        "mobility.staff_in",
        _("Guest staff here, stays completed"),
        completed(Direction.INCOMING, is_of_staff=True),
        _("stays"),
    ),
    Figure("mobility.balance", _("Balance of exchange"), balance, _("semesters")),
    Figure("mobility.recognised", _("Credits recognised, of those earned abroad"), recognised, is_share=True),
    Figure("mobility.reports", _("Reports of participants received"), reports_received, is_share=True),
)
