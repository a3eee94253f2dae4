"""When the steps of a process fall next, and which follow-ups stand around today. Reads, never writes."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from quality.cycles.generating import due_day
from quality.models import FollowUp, ProcessStep, ProcessVersion
from reference.academic_years import AcademicYear
from reference.working_days import WorkingDays

YEARS_AROUND = 2
MOST_SHOWN = 12


@dataclass(frozen=True)
class DatedStep:
    """A step of the catalogue with the day it falls on in one academic year."""

    step: ProcessStep
    due_on: date
    is_past: bool


def coming_year(version: ProcessVersion) -> AcademicYear:
    """The present academic year, or the first one of a version that is yet to come."""
    return max(AcademicYear.current(), AcademicYear(version.valid_from))


def dated_steps(version: ProcessVersion, year: AcademicYear, today: date | None = None) -> list[DatedStep]:
    calendar, today = WorkingDays.now(), today or timezone.localdate()
    days = [(step, due_day(step.offset_days, year, calendar)) for step in version.steps.all()]
    return [DatedStep(step, day, day < today) for step, day in days]


def follow_ups_near(version: ProcessVersion, user) -> list[FollowUp]:
    """Those of the process from the last year to two years ahead that ``user`` may read, soonest first."""
    this_year = AcademicYear.current().first_year
    rows = FollowUp.objects.visible_to(user).filter(process=version.process)
    around = rows.filter(academic_year__range=(this_year - 1, this_year + YEARS_AROUND))
    return list(around.for_list().order_by("academic_year", "unit__code")[:MOST_SHOWN])
