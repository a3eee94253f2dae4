"""Moving what is planned: a step with those that follow it, or a whole follow-up to another academic year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import ChangedElsewhere, PortalError, RightMissing
from quality.cycles.generating import hold_the_plan, search_text_of
from quality.enums import FollowUpState
from quality.followups.services import lock_to_run
from quality.models import FollowUp, FollowUpStep, ProcessVersion
from quality.querysets import PLAN, RUN
from reference.academic_years import AcademicYear
from reference.working_days import WorkingDays

FARTHEST = 3  # academic years after its own that a step may fall in; a review takes two

history.describe("follow_up.move_steps", gettext_noop("moved dates"))
history.describe("follow_up.move_year", gettext_noop("moved it to another academic year"))


@dataclass(frozen=True)
class Moved:
    """One step with its day as it is and as it would be."""

    step: FollowUpStep
    before: date
    after: date


def moved_steps(step: FollowUpStep, due_on: date) -> list[Moved]:
    """``step`` on ``due_on``, and every later open step as many days on, on a working day. Writes nothing.

    Raises ``PortalError`` for a day before the step it follows, or one nobody means.
    """
    steps = list(step.follow_up.steps.all())
    if not step.is_open:
        raise PortalError(_("This step is done: its day stays."))
    _refuse_day(step, steps, due_on)
    calendar, days = WorkingDays.now(), due_on - step.due_on
    later = [each for each in steps if each.position > step.position and each.is_open]
    moved = [Moved(step, step.due_on, due_on)]
    for each in later:
        moved.append(Moved(each, each.due_on, max(calendar.on_or_after(each.due_on + days), moved[-1].after)))
    return moved


def steps_in_year(follow_up: FollowUp, year: int) -> list[Moved]:
    """Every step of a planned follow-up as it would fall in another year. Raises ``PortalError``."""
    if follow_up.state != FollowUpState.PLANNED or follow_up.steps.filter(done_on__isnull=False).exists():
        raise PortalError(_("It has begun: move its single steps instead."))
    if year == follow_up.academic_year:
        raise PortalError(_("It is planned for this year already."))
    if year < AcademicYear.current().first_year:
        raise PortalError(_("That year is over."))
    _version_in(follow_up, year)
    if FollowUp.objects.filter(process=follow_up.process_id, unit=follow_up.unit_id, academic_year=year).exists():
        raise PortalError(_("This unit is followed up by this process in that year already."))
    calendar, days = WorkingDays.now(), AcademicYear(year).starts_on - follow_up.year.starts_on
    return [Moved(step, step.due_on, calendar.on_or_after(step.due_on + days)) for step in follow_up.steps.all()]


@transaction.atomic
def move_step(step: FollowUpStep, *, actor, due_on: date, shown: Sequence[str], note: str = "") -> list[Moved]:
    """Move a step and what follows it, exactly as it was ``shown`` (``marks``); else raises ``ChangedElsewhere``."""
    follow_up = lock_to_run(step.follow_up, actor)
    locked = follow_up.steps.select_for_update(of=("self",)).get(pk=step.pk)
    locked.follow_up = follow_up
    moved = moved_steps(locked, due_on)
    _refuse_other(moved, shown)
    with history.action("follow_up.move_steps", actor=actor, right=RUN, about=follow_up, note=note):
        _write(moved)
    return moved


@transaction.atomic
def move_year(follow_up: FollowUp, *, actor, year: int, shown: Sequence[str], note: str = "") -> FollowUp:
    """Move a planned follow-up; the cycle goes on from the year it asked for, and does not plan that one again."""
    if not actor.rights.everywhere(PLAN):
        raise RightMissing(_("You do not have the right to plan the cycles."))
    hold_the_plan()
    locked = lock_to_run(follow_up, actor)
    moved = steps_in_year(locked, year)
    _refuse_other(moved, shown)
    version = _version_in(locked, year)
    with history.action("follow_up.move_year", actor=actor, right=PLAN, note=note):
        locked.cycle_year = locked.cycle_year or locked.academic_year
        locked.academic_year, locked.version = year, version
        locked.search_text = search_text_of(version, locked.unit, locked.year)
        locked.save(update_fields=["cycle_year", "academic_year", "version", "search_text", "updated_at"])
        _write(moved)
    return locked


def marks(moved: Sequence[Moved]) -> list[str]:
    """What a confirmation carries, so that nothing is done but what was shown."""
    return [f"{each.step.pk}:{each.after.isoformat()}" for each in moved]


def _write(moved: Sequence[Moved]):
    for each in moved:
        each.step.due_on = each.after
        each.step.save(update_fields=["due_on"])


def _refuse_other(moved: Sequence[Moved], shown: Sequence[str]):
    if marks(moved) != list(shown):
        raise ChangedElsewhere(_("Something has changed since it was shown. Look again, then confirm."))


def _refuse_day(step: FollowUpStep, steps: Sequence[FollowUpStep], due_on: date):
    year = step.follow_up.year
    if not year.starts_on <= due_on <= AcademicYear(year.first_year + FARTHEST).ends_on:
        raise PortalError(_("Choose a day in the academic year of the follow-up, or soon after it."))
    earlier = [each for each in steps if each.position < step.position]
    last = max((each.done_on or each.due_on for each in earlier), default=None)
    if last is not None and due_on < last:
        before = max(earlier, key=lambda each: each.done_on or each.due_on)
        words = {"step": before.get_kind_display(), "day": date_format(last, "DATE_FORMAT")}
        raise PortalError(_("“%(step)s” comes before it, on %(day)s: choose that day or a later one.") % words)
    if due_on == step.due_on:
        raise PortalError(_("It falls on this day already."))


def _version_in(follow_up: FollowUp, year: int) -> ProcessVersion:
    """The version of its process that holds in ``year``; ``PortalError`` where none does."""
    versions = ProcessVersion.objects.valid_in(year).filter(process=follow_up.process_id).select_related("process")
    found = versions.first()
    if found is None:
        words = {"process": follow_up.process.code, "year": AcademicYear(year)}
        raise PortalError(_("%(process)s is not in force in %(year)s.") % words)
    return found
