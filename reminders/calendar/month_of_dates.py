"""A month of watched dates: how many on which day, and the first few of each, in one statement however many."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reminders.calendar.filters import list_query
from reminders.calendar.months import WEEK, Month
from reminders.calendar.statements import FIRST_OF_EACH_DAY, DatesInSQL
from reminders.dates import DateQuestion, with_arrangements
from reminders.shown_dates import ShownDate, as_shown
from reminders.sources import WatchedDate
from reminders.urgency import Urgency

MOST_A_DAY, MOST_OF_A_DAY = 3, 20
MOST_APART = 4  # more dates of one group on one day are one line


@dataclass(frozen=True)
class Line:
    """What the month says in one line of a day: a date, or the first of ``number`` that are alike."""

    date: ShownDate
    number: int = 1

    @property
    def words(self) -> str:
        """What the date is about; of several what they are."""
        row = self.date.row
        return row.title if self.number == 1 else f"{row.source.grouping.name(row)} ({self.number})"

    @property
    def query(self) -> str:
        """What the list is asked for just these; "" for a single date."""
        row = self.date.row
        return "" if self.number == 1 else list_query(row.source_name, row.group, row.due_on, row.due_on)


@dataclass
class Day:
    """One day of the month, or of the weeks at its edges. Of its ``count`` dates the first are in ``lines``.

    ``known`` are the first few, one by one, of the day that is listed.
    """

    on: date
    is_today: bool
    is_outside: bool
    is_listed: bool = False
    count: int = 0
    aside_count: int = 0
    lines: list[Line] = field(default_factory=list)
    known: list[ShownDate] = field(default_factory=list)

    @property
    def dates(self) -> list[ShownDate]:
        """Those that the month itself has room for, of several alike the first."""
        return [line.date for line in self.lines]

    @property
    def more(self) -> int:
        return self.count - sum(line.number for line in self.lines)

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
    days = {
        day: Day(day, is_today=day == on, is_outside=Month.of(day) != month, is_listed=day == listed)
        for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
    }
    dates = DatesInSQL(replace(question, since=first, until=last))
    rows = dates.read(FIRST_OF_EACH_DAY, MOST_APART, MOST_A_DAY, listed, MOST_OF_A_DAY, shows_aside)
    _fill(days, rows, on, shows_aside=shows_aside)
    inside = [day for day in days.values() if not day.is_outside]
    return MonthOfDates(
        month=month,
        weeks=[[days[monday + timedelta(days=number)] for number in range(7)] for monday in month.mondays],
        count=sum(day.count for day in inside),
        aside_count=sum(day.aside_count for day in inside),
    )


def _fill(days: dict[date, Day], rows: list[tuple], on: date, *, shows_aside: bool):
    """Put what ``FIRST_OF_EACH_DAY`` gives where it belongs."""
    dates = with_arrangements([WatchedDate(*row) for _waiting, _aside, _number, _line, _listed, *row in rows])
    for row, (waiting, aside, number, is_line, is_listed, *_values) in zip(dates, rows, strict=True):
        day, shown = days[row.due_on], as_shown(row, on)
        day.count, day.aside_count = waiting + aside if shows_aside else waiting, aside
        if is_line:
            day.lines.append(Line(shown, number))
        if is_listed:
            day.known.append(shown)
