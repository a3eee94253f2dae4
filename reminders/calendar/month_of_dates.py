"""A month of watched dates: how many on which day, and the first few of each, in one statement however many."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reminders.calendar.in_order import Totals
from reminders.calendar.months import WEEK, Month
from reminders.calendar.statements import FIRST_OF_EACH_DAY, DatesInSQL
from reminders.dates import DateQuestion, with_arrangements
from reminders.shown_dates import ShownDate, as_shown
from reminders.sources import WatchedDate
from reminders.urgency import Urgency

MOST_A_DAY, MOST_OF_A_DAY = 3, 20


@dataclass
class Day:
    """One day of the month, or of the weeks at its edges. Of its ``count`` dates the first are known."""

    on: date
    is_today: bool
    is_outside: bool
    is_listed: bool = False
    count: int = 0
    known: list[ShownDate] = field(default_factory=list)

    @property
    def dates(self) -> list[ShownDate]:
        """Those that the month itself has room for."""
        return self.known[:MOST_A_DAY]

    @property
    def more(self) -> int:
        return self.count - len(self.dates)

    @property
    def is_overdue(self) -> bool:
        """Whether the most pressing of its dates waits though the day has passed."""
        return any(each.urgency is Urgency.OVERDUE for each in self.known)


@dataclass(frozen=True)
class MonthOfDates:
    """The weeks of a month. ``count`` dates of the month itself are shown, ``aside_count`` are put aside."""

    month: Month
    weeks: list[list[Day]]
    count: int
    aside_count: int

    def day(self, on: date) -> Day:
        return next(day for week in self.weeks for day in week if day.on == on)


def month_of_dates(
    question: DateQuestion, month: Month, *, shows_aside: bool = False, listed: date | None = None
) -> MonthOfDates:
    """The dates of ``question`` in the weeks of ``month``; those put aside are counted, and shown where asked for.

    Of the day ``listed`` more are known than of the others (``MOST_OF_A_DAY``).
    """
    first, on = month.mondays[0], question.on
    last = month.mondays[-1] + WEEK - timedelta(days=1)
    dates = DatesInSQL(replace(question, since=first, until=last))
    rows = dates.read(FIRST_OF_EACH_DAY, shows_aside, listed, MOST_OF_A_DAY, MOST_A_DAY)
    known = [(Totals(waiting, aside), is_shown, WatchedDate(*row)) for waiting, aside, is_shown, *row in rows]
    counts = {row.due_on: totals for totals, _is_shown, row in known}
    shown = _by_day(with_arrangements([row for _totals, is_shown, row in known if is_shown]), on)
    days = [
        _day(first + timedelta(days=number), month, on, counts, shown, shows_aside=shows_aside)
        for number in range((last - first).days + 1)
    ]
    for day in days:
        day.is_listed = day.on == listed
    return MonthOfDates(
        month=month,
        weeks=[days[start : start + 7] for start in range(0, len(days), 7)],
        count=sum(day.count for day in days if not day.is_outside),
        aside_count=sum(totals.aside for day, totals in counts.items() if Month.of(day) == month),
    )


def _by_day(rows: list[WatchedDate], on: date) -> dict[date, list[ShownDate]]:
    shown: dict[date, list[ShownDate]] = {}
    for row in rows:
        shown.setdefault(row.due_on, []).append(as_shown(row, on))
    return shown


def _day(day: date, month: Month, on: date, counts, shown, *, shows_aside: bool) -> Day:
    totals = counts.get(day, Totals())
    return Day(
        on=day,
        is_today=day == on,
        is_outside=Month.of(day) != month,
        count=totals.waiting + totals.aside if shows_aside else totals.waiting,
        known=shown.get(day, []),
    )
