"""What a person's desk shows: their dates by urgency, what waits for their decision, what lies with partners."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reminders.dates import DateQuestion
from reminders.sources import WatchedDate

MOST_ROWS = 100
FURTHEST_DAYS = 180


@dataclass(frozen=True)
class Waiting:
    """Something that waits at a partner. ``since`` is a day or None."""

    title: str
    text: str
    url: str
    since: date | None = None


@dataclass
class DuePart:
    """One card of the desk. ``is_cut``: it is the last one shown, and more dates follow than a page can hold."""

    key: str
    label: str | Promise
    tone: str
    rows: list[WatchedDate] = field(default_factory=list)
    is_cut: bool = False

    @property
    def count(self) -> str:
        """How many dates, as a figure."""
        return f"{len(self.rows)}+" if self.is_cut else str(len(self.rows))


_at_partners: list[Callable[[object], list[Waiting]]] = []


def register_at_partners(ask: Callable[[object], list[Waiting]]):
    """A room says what of ``user``'s lies with a partner."""
    _at_partners.append(ask)


def at_partners_for(user) -> list[Waiting]:
    return _longest_first(waiting for ask in _at_partners for waiting in ask(user))


def _longest_first(waiting) -> list[Waiting]:
    return sorted(waiting, key=lambda item: item.since or date.max)


def due_dates(user, *, until: date, on: date) -> list[WatchedDate]:
    """The person's own watched dates up to ``until``, earliest first.

    At most one more than ``MOST_ROWS``: the one by which a page knows that it does not show everything.
    """
    return DateQuestion(user, on, until=until).rows(MOST_ROWS + 1)


def due_parts(user, on: date | None = None) -> list[DuePart]:
    """The dates of the coming half year as overdue, this week, this month, later; empty parts are left out."""
    on = on or timezone.localdate()
    end_of_week = on + timedelta(days=6 - on.weekday())
    parts = [
        (on - timedelta(days=1), DuePart("overdue", _("Overdue"), "bad")),
        (end_of_week, DuePart("week", _("This week"), "warn")),
        (on + timedelta(days=30), DuePart("month", _("In the coming month"), "rev")),
        (on + timedelta(days=FURTHEST_DAYS), DuePart("later", _("Later"), "off")),
    ]
    rows = due_dates(user, until=on + timedelta(days=FURTHEST_DAYS), on=on)
    for row in rows[:MOST_ROWS]:
        next(part for last_day, part in parts if row.due_on <= last_day).rows.append(row)
    shown = [part for _last_day, part in parts if part.rows]
    if len(rows) > MOST_ROWS:
        shown[-1].is_cut = True
    return shown


def overdue_count(user, on: date | None = None) -> int:
    """How many of the person's dates have passed."""
    on = on or timezone.localdate()
    return DateQuestion(user, on, until=on - timedelta(days=1)).count()
