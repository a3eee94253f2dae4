"""Makes the follow-ups that the cycles ask for, with their dated steps. As often as one likes: what exists stays."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.search_text import fold_all
from quality.cycles.dues import Due, Plan, plan
from quality.models import FollowUp, FollowUpStep, ProcessStep
from quality.querysets import PLAN
from reference.academic_years import AcademicYear
from reference.working_days import WorkingDays

LOCK = 7_230_006  # any number of ours: two generations at once wait for each other
BATCH = 1000
MOST_YEARS_AHEAD = 30

history.describe("cycles.generate", gettext_noop("planned it, as its cycle asks"))


def preview(until: int, *, first_year: int | None = None) -> Plan:
    """What ``generate`` would make now. Raises ``PortalError`` for a year nobody plans to."""
    first = AcademicYear.current().first_year if first_year is None else first_year
    _refuse_year(until, first)
    return plan(first_year=first, until=until)


@transaction.atomic
def generate(until: int, *, actor, first_year: int | None = None) -> Plan:
    """Make what is missing from the present year (or ``first_year``) to ``until``; returns what was made.

    Nothing that exists is touched. Steps fall on working days; whoever runs the follow-up is asked for each of them
    until others are named. The actor needs the right to plan; the machine (None) does it by beat.
    """
    require_planner(actor)
    hold_the_plan()
    made = preview(until, first_year=first_year)
    with history.action("cycles.generate", actor=actor, right=PLAN):
        write_dues(made.new)
    return made


def require_planner(actor):
    if actor is not None and not actor.rights.everywhere(PLAN):
        raise RightMissing(_("You do not have the right to plan the cycles."))


def hold_the_plan():
    """Take the lock under which follow-ups come and go by their cycles, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def write_dues(dues: Iterable[Due]) -> list[FollowUp]:
    """Write follow-ups and steps of dues that are known to be missing, under the lock, inside an act of history."""
    asked, calendar = list(dues), WorkingDays.now()
    rows = FollowUp.objects.bulk_create([_follow_up(due) for due in asked], batch_size=BATCH)
    steps = [
        _step(row, step, calendar) for due, row in zip(asked, rows, strict=True) for step in due.version.steps.all()
    ]
    FollowUpStep.objects.bulk_create(steps, batch_size=BATCH)
    return rows


def due_day(offset_days: int, year: AcademicYear, calendar: WorkingDays) -> date:
    """The day of a step: so many days after 1 September, on the next working day."""
    return calendar.on_or_after(year.starts_on + timedelta(days=offset_days))


def search_text_of(version, unit, year: AcademicYear) -> str:
    """What a follow-up is found by; whoever renames its version or moves it keeps this."""
    titles = version.process.code, version.title_en, version.title_sv
    return fold_all(*titles, unit.code, unit.name_en, unit.name_sv, str(year))


def _follow_up(due: Due) -> FollowUp:
    unit = due.concerned.unit
    return FollowUp(
        process=due.version.process,
        version=due.version,
        unit=unit,
        academic_year=due.year,
        cycle_year=due.year,
        owner_id=due.owner_id,
        search_text=search_text_of(due.version, unit, AcademicYear(due.year)),
    )


def _step(row: FollowUp, step: ProcessStep, calendar: WorkingDays) -> FollowUpStep:
    return FollowUpStep(
        follow_up=row,
        kind=step.kind,
        position=step.position,
        due_on=due_day(step.offset_days, row.year, calendar),
        person_id=row.owner_id,
    )


def _refuse_year(until: int, first: int):
    if not first <= until <= first + MOST_YEARS_AHEAD:
        raise PortalError(
            _("Plan to a year from %(first)s to %(last)s.")
            % {"first": AcademicYear(first), "last": AcademicYear(first + MOST_YEARS_AHEAD)}
        )
