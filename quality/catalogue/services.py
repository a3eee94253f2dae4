"""Every write to processes, their versions and their steps. Units and cycles: ``quality.cycles.rhythm``."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import RightMissing
from core.versions import refuse_if_changed
from quality.catalogue.tidying import refuse_gap, refuse_kind, refuse_steps
from quality.cycles.generating import hold_the_plan, search_text_of
from quality.enums import FollowUpState
from quality.models import FollowUp, FollowUpStep, Process, ProcessStep, ProcessUnit, ProcessVersion
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear

history.describe("process.begin", gettext_noop("entered the process"))
history.describe("process.steps", gettext_noop("changed the steps"))
history.describe("process.new_version", gettext_noop("wrote a new version"))
history.describe("process.close", gettext_noop("closed it: a later version follows"))

COPIED = (
    *("kind", "title_en", "title_sv", "purpose_en", "purpose_sv", "cycle_years", "accountable_role", "accountable"),
    *("accountable_role_sv", "period", "period_sv", "esg", "assumed", "source", "remarks", "remarks_sv"),
)
TITLES = {"title_en", "title_sv"}
NOT_SUPPLIED = {"accountable", "purpose_en", "purpose_sv"}  # to fill these in is no departure from what is supplied


@transaction.atomic
def begin_process(*, actor, code: str, area: str, **fields) -> ProcessVersion:
    """An own process with its first version, without steps and units yet. Raises ``ValidationError``."""
    _require(actor)
    process = Process(code=code, area=area, is_local=True)
    process.full_clean()
    with history.action("process.begin", actor=actor, right=CATALOGUE):
        process.save()
        version = ProcessVersion(process=process, is_local=True, **fields)
        version.full_clean()
        version.save()
    return version


@transaction.atomic
def change_version(version: ProcessVersion, *, actor, seen_at=None, **fields) -> ProcessVersion:
    """Write the given facts. Not the years and the cycle: what depends on them is shown before (``cycles.rhythm``)."""
    locked = _lock(version, actor)
    refuse_if_changed(locked, seen_at)
    before = locked.accountable_id
    changed = {name for name, value in fields.items() if getattr(locked, name) != value}
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean(validate_constraints=False)  # years are not written here
    if "kind" in changed:
        refuse_kind(locked)
    with history.action("changed", actor=actor, right=CATALOGUE):
        if changed - NOT_SUPPLIED:
            keep_as_changed_here(locked)
        locked.save(update_fields=[*fields, "updated_at"])
        if "accountable" in changed:
            _hand_to(locked, before)
        if changed & TITLES:
            find_by_titles(locked)
    return locked


@transaction.atomic
def new_version(version: ProcessVersion, *, actor, valid_from: int, **fields) -> ProcessVersion:
    """A later version, like ``version`` but for ``fields``; ``version`` ends the year before.

    Steps, criteria and units are taken over with their rhythm; follow-ups from ``valid_from`` on that are only planned
    follow the new version. Two versions are never valid at once: raises ``ValidationError``.
    """
    earlier = _lock(version, actor)
    hold_the_plan()
    refuse_gap(earlier, valid_from)
    facts = {name: getattr(earlier, name) for name in COPIED} | fields
    ends = earlier.valid_to if earlier.valid_to and earlier.valid_to >= valid_from else None
    later = ProcessVersion(process=earlier.process, valid_from=valid_from, valid_to=ends, is_local=True, **facts)
    with history.action("process.close", actor=actor, right=CATALOGUE):
        keep_as_changed_here(earlier)
        earlier.valid_to = valid_from - 1
        earlier.save(update_fields=["valid_to", "updated_at"])
    later.full_clean()
    with history.action("process.new_version", actor=actor, right=CATALOGUE):
        later.save()
        _take_over(earlier, later)
    return later


@transaction.atomic
def save_steps(version: ProcessVersion, *, actor, rows: Iterable[dict]) -> ProcessVersion:
    """The steps of a version as ``rows`` of kind, offset_days and responsible role. Planned follow-ups keep theirs."""
    locked = _lock(version, actor)
    wanted = {row["kind"]: row for row in rows}
    refuse_steps(locked, list(wanted.values()))
    with history.action("process.steps", actor=actor, right=CATALOGUE):
        keep_as_changed_here(locked)
        locked.steps.exclude(kind__in=wanted).delete()
        present = {step.kind: step for step in locked.steps.all()}
        for place, row in enumerate(wanted.values(), start=1):
            step = present.get(row["kind"]) or ProcessStep(version=locked)
            for name, value in {**row, "position": place * 10, "is_local": True}.items():
                setattr(step, name, value)
            step.full_clean()
            step.save()
        locked.save(update_fields=["updated_at"])
    return locked


def keep_as_changed_here(version: ProcessVersion):
    """From now on the supplied tables leave the version and its steps as they are."""
    if not version.is_local:
        version.is_local = True
        version.save(update_fields=["is_local", "updated_at"])
        version.steps.update(is_local=True)


def find_by_titles(version: ProcessVersion):
    """Let the follow-ups of a version be found by its titles as they are now."""
    rows = list(version.follow_ups.select_related("unit"))
    for row in rows:
        row.search_text = search_text_of(version, row.unit, row.year)
    FollowUp.objects.bulk_update(rows, ["search_text"], batch_size=500)


def _take_over(earlier: ProcessVersion, later: ProcessVersion):
    for step in earlier.steps.all():
        step.pk, step.version, step.is_local = None, later, True
        step.save(force_insert=True)
    for criterion in earlier.criteria.all():
        criterion.pk, criterion.version, criterion.is_local = None, later, True
        criterion.save(force_insert=True)
    for row in earlier.concerned.all():
        ProcessUnit.objects.create(version=later, unit=row.unit, first_year=row.first_year, owner=row.owner)
    planned = FollowUp.objects.filter(version=earlier, academic_year__gte=later.valid_from)
    planned.filter(state=FollowUpState.PLANNED).update(version=later)
    find_by_titles(later)


def _hand_to(version: ProcessVersion, before: int | None):
    """Planned follow-ups that nobody else was named for pass to who holds the accountable role now."""
    planned = FollowUp.objects.filter(version=version, state=FollowUpState.PLANNED, owner=before)
    planned = planned.filter(academic_year__gte=AcademicYear.current().first_year)
    planned = planned.exclude(unit__in=version.concerned.filter(owner__isnull=False).values("unit"))
    keys = list(planned.values_list("pk", flat=True))
    steps = FollowUpStep.objects.filter(follow_up__in=keys, person=before, done_on__isnull=True)
    steps.update(person=version.accountable)
    FollowUp.objects.filter(pk__in=keys).update(owner=version.accountable)


def _lock(version: ProcessVersion, actor) -> ProcessVersion:
    _require(actor)
    rows = ProcessVersion.objects.select_for_update(of=("self",)).select_related("process")
    return rows.get(pk=version.pk)


def _require(actor):
    if not actor.rights.everywhere(CATALOGUE):
        raise RightMissing(_("You do not have the right to change the catalogue."))
