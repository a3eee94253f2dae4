"""A month of watched dates: how many on which day, and the first few of each, in two queries however many there are."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from reminders.arrangement_words import arranged_words
from reminders.calendar_statements import COUNTS, FIRST_OF_EACH_DAY
from reminders.dates import DateQuestion, Standing, with_arrangements
from reminders.months import WEEK, Month
from reminders.sources import WatchedDate
from reminders.urgency import Urgency, urgency_of

MOST_A_DAY = 3


@dataclass(frozen=True)
class ShownDate:
    """A watched date with what a reader sees of it beside its own words."""

    row: WatchedDate
    urgency: Urgency
    aside_words: str
    unit_name: str = ""
    keeper_name: str = ""

    @property
    def month(self) -> date:
        """The first day of its month, by which a list is parted."""
        return self.row.due_on.replace(day=1)

    @property
    def hour(self) -> str:
        """The hour on the clock of its own zone; "" for a whole day."""
        return time_format(self.row.local_due_at) if self.row.local_due_at else ""


@dataclass
class Day:
    """One day of the month, or of the weeks at its edges. ``count`` dates, of which ``dates`` are shown."""

    on: date
    is_today: bool
    is_outside: bool
    count: int = 0
    dates: list[ShownDate] = field(default_factory=list)

    @property
    def more(self) -> int:
        return self.count - len(self.dates)

    @property
    def is_overdue(self) -> bool:
        """Whether the most pressing of its dates waits though the day has passed."""
        return any(each.urgency is Urgency.OVERDUE for each in self.dates)


@dataclass(frozen=True)
class MonthOfDates:
    """The weeks of a month. ``count`` dates of the month itself are shown, ``aside_count`` are put aside."""

    month: Month
    weeks: list[list[Day]]
    count: int
    aside_count: int

    def day(self, on: date) -> Day | None:
        return next((day for week in self.weeks for day in week if day.on == on), None)


def month_of_dates(question: DateQuestion, month: Month, *, shows_aside: bool = False) -> MonthOfDates:
    """The dates of ``question`` in the weeks of ``month``; those put aside are counted, and shown where asked for."""
    first = month.mondays[0]
    last = month.mondays[-1] + WEEK - timedelta(days=1)
    counts, rows = _asked(replace(question, since=first, until=last, standing=Standing.ANY), shows_aside)
    shown = _by_day(rows, question.on)
    days = [
        _day(first + timedelta(days=number), month, question.on, counts, shown, shows_aside=shows_aside)
        for number in range((last - first).days + 1)
    ]
    return MonthOfDates(
        month=month,
        weeks=[days[start : start + 7] for start in range(0, len(days), 7)],
        count=sum(day.count for day in days if not day.is_outside),
        aside_count=sum(aside for on, (_open, aside) in counts.items() if month.first <= on <= month.last),
    )


def _asked(question: DateQuestion, shows_aside: bool) -> tuple[dict[date, tuple[int, int]], list[WatchedDate]]:
    """Open dates and those put aside by day, and the first of each day."""
    united = question.united()
    try:
        watched, parameters = united.query.sql_with_params() if united is not None else ("", ())
    except EmptyResultSet:  # the person may read no row of any source
        watched = ""
    if not watched:
        return {}, []
    with connection.cursor() as cursor:
        cursor.execute(COUNTS.format(watched=watched), [*parameters, question.on])
        counts = {on: (waiting, aside) for on, waiting, aside in cursor.fetchall()}
        cursor.execute(FIRST_OF_EACH_DAY.format(watched=watched), [*parameters, question.on, shows_aside, MOST_A_DAY])
        return counts, with_arrangements([WatchedDate(*row) for row in cursor.fetchall()])


def _by_day(rows: list[WatchedDate], on: date) -> dict[date, list[ShownDate]]:
    shown: dict[date, list[ShownDate]] = {}
    for row in rows:
        shown.setdefault(row.due_on, []).append(ShownDate(row, urgency_of(row, on), arranged_words(row, on)))
    return shown


def _day(day: date, month: Month, on: date, counts, shown, *, shows_aside: bool) -> Day:
    waiting, aside = counts.get(day, (0, 0))
    return Day(
        on=day,
        is_today=day == on,
        is_outside=Month.of(day) != month,
        count=waiting + aside if shows_aside else waiting,
        dates=shown.get(day, []),
    )


def in_words(rows: list[WatchedDate], on: date) -> list[ShownDate]:
    """The same dates with the names of unit and keeper, as a list shows them; two queries."""
    units = Unit.objects.in_bulk({row.unit_id for row in rows if row.unit_id})
    owners = User.objects.only("name", "email").in_bulk({row.owner_id for row in rows if row.owner_id})
    return [
        ShownDate(
            row,
            urgency_of(row, on),
            arranged_words(row, on),
            unit_name=str(units.get(row.unit_id, "")),
            keeper_name=_keeper_of(row, owners),
        )
        for row in rows
    ]


def _keeper_of(row: WatchedDate, owners: dict[int, User]) -> str:
    """Who it was handed to, its owner, or the office for what belongs to no unit; "" where a unit sees to it."""
    keeper = (row.arrangement and row.arrangement.keeper) or owners.get(row.owner_id or 0)
    if keeper is None and row.unit_id is None:
        return _("The international office")
    return str(keeper or "")
