"""The cycle of a process and the units it concerns: what a change would add and take away, and the change itself."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Unit, User
from core import history
from core.errors import RightMissing
from quality.catalogue.services import keep_as_changed_here
from quality.cycles.contents import with_content
from quality.cycles.dues import Due, dues_of, planned_until
from quality.cycles.generating import hold_the_plan, write_dues
from quality.models import FollowUp, ProcessUnit, ProcessVersion
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear

history.describe("process.rhythm", gettext_noop("changed the cycle and the units"))


@dataclass(frozen=True)
class UnitRow:
    """A unit as it is to be concerned from now on."""

    unit: Unit
    first_year: int
    owner: User | None = None


@dataclass(frozen=True)
class Rhythm:
    """How a version is to run: its cycle, its last year (None: no end) and its units."""

    cycle_years: int
    valid_to: int | None
    units: tuple[UnitRow, ...]


@dataclass(frozen=True)
class RhythmChange:
    """What a rhythm means for the follow-ups: what comes, what goes, and what stays though it fits no longer."""

    added: list[Due]
    removed: list[FollowUp]
    kept: list[FollowUp]
    kept_count: int

    @property
    def changes_plan(self) -> bool:
        return bool(self.added or self.removed)

    @property
    def mark(self) -> str:
        """The same for the same change: a confirmation carries it, so that nothing else is done than was shown."""
        facts = sorted(due.place for due in self.added), sorted(row.pk for row in self.removed)
        return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def preview_rhythm(version: ProcessVersion, rhythm: Rhythm) -> RhythmChange:
    """What ``rhythm`` would mean now. Writes nothing; raises ``ValidationError`` where it cannot be."""
    changed, rows = _as_it_would_be(version, rhythm)
    first = AcademicYear.current().first_year
    asked = version.follow_ups.filter(academic_year__gte=first).select_related("process", "unit", "owner")
    present = list(with_content(asked))
    until = max([planned_until(), *(row.cycle_year or row.academic_year for row in present)])
    changed.__dict__["_prefetched_objects_cache"] = {"concerned": rows}
    dues = {due.place: due for due in dues_of(changed, first_year=first, until=until)}
    fitting = [row for row in present if _place(row) in dues]
    rest = [row for row in present if _place(row) not in dues]
    taken = {_place(row) for row in present} | {(row.process_id, row.unit_id, row.academic_year) for row in present}
    return RhythmChange(
        added=[due for place, due in dues.items() if place not in taken],
        removed=[row for row in rest if not row.has_content],
        kept=[row for row in rest if row.has_content],
        kept_count=len(fitting),
    )


@transaction.atomic
def change_rhythm(version: ProcessVersion, *, actor, rhythm: Rhythm, mark: str) -> RhythmChange | None:
    """Write the rhythm and what it means for the plan: exactly what the ``mark`` was given for.

    Returns None, and writes nothing, where the plan has changed meanwhile so that it would mean something else.
    """
    if not actor.rights.everywhere(CATALOGUE):
        raise RightMissing(_("You do not have the right to change the catalogue."))
    hold_the_plan()
    locked = ProcessVersion.objects.select_for_update(of=("self",)).select_related("process").get(pk=version.pk)
    change = preview_rhythm(locked, rhythm)
    if change.mark != mark:
        return None
    with history.action("process.rhythm", actor=actor, right=CATALOGUE):
        _write(locked, rhythm)
        FollowUp.objects.filter(pk__in=[row.pk for row in change.removed]).delete()
        write_dues(change.added)
    return change


def _write(version: ProcessVersion, rhythm: Rhythm):
    if (version.cycle_years, version.valid_to) != (rhythm.cycle_years, rhythm.valid_to):
        keep_as_changed_here(version)
    version.cycle_years, version.valid_to = rhythm.cycle_years, rhythm.valid_to
    version.save(update_fields=["cycle_years", "valid_to", "updated_at"])
    wanted = {row.unit.pk: row for row in rhythm.units}
    version.concerned.exclude(unit__in=wanted).delete()
    present = {row.unit_id: row for row in version.concerned.all()}
    for key, row in wanted.items():
        kept = present.get(key) or ProcessUnit(version=version, unit=row.unit)
        kept.first_year, kept.owner = row.first_year, row.owner
        kept.save()


def _as_it_would_be(version: ProcessVersion, rhythm: Rhythm) -> tuple[ProcessVersion, list[ProcessUnit]]:
    changed = ProcessVersion.objects.select_related("process").prefetch_related("steps").get(pk=version.pk)
    changed.cycle_years, changed.valid_to = rhythm.cycle_years, rhythm.valid_to
    changed.full_clean()
    if not rhythm.units and rhythm.valid_to is None:
        raise ValidationError(
            _("Name at least one unit: without one there is no follow-up. To stop it, say with which year it ends.")
        )
    units = [row.unit.pk for row in rhythm.units]
    if twice := next((row.unit for row in rhythm.units if units.count(row.unit.pk) > 1), None):
        raise ValidationError(_("%(unit)s stands in two rows.") % {"unit": twice})
    rows = [
        ProcessUnit(version=changed, unit=row.unit, first_year=row.first_year, owner=row.owner) for row in rhythm.units
    ]
    for each in rows:
        each.clean_fields()
    return changed, rows


def _place(row: FollowUp) -> tuple[int, int, int]:
    return row.process_id, row.unit_id, row.cycle_year or row.academic_year
