"""When a kind of date is told to whom: as the room declares it, unless an administrator has set it otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import RightMissing
from reminders.models import WatchedKind
from reminders.sources import DeadlineSource, sources

ESCALATION_REPEATS_DAYS = 28
NEVER = 0  # what an administrator enters to switch an escalation off


class Named(Protocol):
    """A source, of whatever it is."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Schedule:
    """The steps of one kind: days before the date (negative: overdue), and who is told when it stays overdue.

    ``steps`` ascend; the day itself and the overdue weeks are among them.
    """

    steps: tuple[int, ...]
    head_after_days: int | None
    office_after_days: int | None

    @property
    def furthest(self) -> int:
        """How many days before a date its first step lies."""
        return self.steps[-1]

    @property
    def latest(self) -> int:
        """For how many days past the date its keeper is still told."""
        return 6 - self.steps[0]


def schedule_of(source: DeadlineSource, kind: WatchedKind) -> Schedule:
    """The schedule of ``source``, with what an administrator has set in ``kind`` instead of the room's own."""
    leads = source.ladder if kind.leads is None else kind.leads
    weeks = source.weeks_overdue if kind.weeks_overdue is None else kind.weeks_overdue
    return Schedule(
        steps=tuple(sorted({*leads, 0, *(-7 * week for week in range(1, weeks + 1))})),
        head_after_days=_chosen(kind.head_after_days, source.head_after_days),
        office_after_days=_chosen(kind.office_after_days, source.office_after_days),
    )


def schedules() -> dict[str, Schedule]:
    """By name, for every source that is registered, in one query."""
    kinds = {kind.source: kind for kind in WatchedKind.objects.all()}
    return {source.name: schedule_of(source, kinds.get(source.name) or WatchedKind()) for source in sources()}


def _chosen(entered: int | None, declared: int | None) -> int | None:
    return declared if entered is None else (entered or None)


def kind_of(source: Named, on: date) -> WatchedKind:
    """The row of ``source``, of dates or of decisions; watched from ``on`` when it never was before."""
    kind, _new = WatchedKind.objects.get_or_create(source=source.name)
    if kind.started_on is None:
        kind.started_on = on
        kind.save(update_fields=["started_on"])
    return kind


def make_kinds():
    """One row for each registered source, so that an administrator finds them all before the first sweep."""
    known = set(WatchedKind.objects.values_list("source", flat=True))
    WatchedKind.objects.bulk_create(WatchedKind(source=source.name) for source in sources() if source.name not in known)


@transaction.atomic
def save_schedule(kind: WatchedKind, *, actor, **fields) -> WatchedKind:
    """Set when dates of this kind are told; None means as the room says, ``NEVER`` switches an escalation off.

    Steps the new ladder would have had before today count as told: a change floods nobody.
    """
    if not actor.has_perm("core.administer"):
        raise RightMissing(_("You do not have the right to change when people are told."))
    locked = WatchedKind.objects.select_for_update().get(pk=kind.pk)
    for name, value in fields.items():
        setattr(locked, name, value)
    if locked.swept_on is not None:
        locked.started_on = max(locked.started_on or locked.swept_on, locked.swept_on + timedelta(days=1))
    with history.action("changed", actor=actor):
        locked.save(update_fields=[*fields, "started_on"])
    return locked
