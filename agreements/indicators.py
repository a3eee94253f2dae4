"""What agreements tell of a unit in an academic year (``core.indicators``)."""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from agreements.enums import AgreementState
from agreements.models import Agreement, Evaluation
from agreements.querysets import AgreementQuerySet
from core.indicators import Figure, register, share_of
from reference.academic_years import AcademicYear


def of_unit(unit: Unit) -> AgreementQuerySet:
    """Agreements the unit, or one below it, is responsible for or concerned by."""
    return Agreement.objects.of_units(Unit.objects.within([unit.path]))


def in_force(unit: Unit, first_year: int) -> Decimal:
    """Agreements in force on the last day of the year; of the year under way, today."""
    return Decimal(in_force_in(of_unit(unit), first_year).count())


def in_force_in(agreements: AgreementQuerySet, first_year: int) -> AgreementQuerySet:
    """Those of ``agreements`` in force on the last day of the year; of the year under way, today."""
    return bound_on(agreements, min(AcademicYear(first_year).ends_on, timezone.localdate()))


def bound_on(agreements: AgreementQuerySet, day: date) -> AgreementQuerySet:
    """What was in force on an earlier day is read from the dates: the state tells of today alone."""
    if day >= timezone.localdate():
        return agreements.in_force(day)
    begun = Q(starts_on__isnull=True) | Q(starts_on__lte=day)
    not_over = Q(ends_on__gte=day) | Q(ends_on__isnull=True) & ~Q(state=AgreementState.ENDED)
    return agreements.filter(begun, not_over, state__in=AgreementState.concluded)


def begun(unit: Unit, first_year: int) -> Decimal:
    year = AcademicYear(first_year)
    within = of_unit(unit).filter(starts_on__range=(year.starts_on, year.ends_on), state__in=AgreementState.concluded)
    return Decimal(within.count())


def ended_without_renewal(unit: Unit, first_year: int) -> Decimal:
    """Agreements whose last day lay in the year, and that no concluded agreement renews."""
    year = AcademicYear(first_year)
    ended = of_unit(unit).filter(state=AgreementState.ENDED, ends_on__range=(year.starts_on, year.ends_on))
    renewed = Agreement.objects.filter(predecessor__isnull=False, state__in=AgreementState.concluded)
    return Decimal(ended.exclude(pk__in=renewed.values("predecessor")).count())


def evaluations_written(unit: Unit, first_year: int) -> Decimal | None:
    """Of the evaluations of agreements due in the year, the share that was written."""
    year = AcademicYear(first_year)
    due = Evaluation.objects.filter(agreement__in=of_unit(unit), due_on__range=(year.starts_on, year.ends_on))
    return share_of(due.submitted().count(), due.count())


register(
    Figure("agreements.in_force", _("Agreements in force"), in_force, _("agreements")),
    Figure("agreements.begun", _("Agreements begun"), begun, _("agreements")),
    Figure("agreements.ended", _("Agreements ended without renewal"), ended_without_renewal, _("agreements")),
    Figure("agreements.evaluated", _("Evaluations of agreements written"), evaluations_written, is_share=True),
)
