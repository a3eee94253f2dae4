"""The cards of a desk: dates one by one, and those that are alike as one line that opens."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.functional import Promise, cached_property

from reminders.calendar.filters import list_query
from reminders.desk_rows import DeskRow
from reminders.grouping import put_together, who

MOST_MEMBERS = 12


@dataclass(frozen=True)
class DeskGroup:
    """Dates of one kind that are seen to together; ``rows`` in order, the earliest first.

    ``is_cut``: more of them follow than the desk has read. ``last_day``: until when the calendar lists exactly these;
    None where no list has them.
    """

    rows: list[DeskRow]
    is_cut: bool = False
    last_day: date | None = None

    is_group = True

    @property
    def first(self) -> DeskRow:
        return self.rows[0]

    @property
    def count(self) -> str:
        """How many, as a figure."""
        return f"{len(self.rows)}+" if self.is_cut else str(len(self.rows))

    @property
    def title(self) -> str:
        date = self.first.date
        return date.source.grouping.title(date, len(self.rows), self.count)

    @property
    def who(self) -> str:
        """The first of them by name."""
        return who(self.rows, lambda row: row.name_in_group, is_cut=self.is_cut)

    @property
    def stands_for(self) -> str:
        """For whom the person sees to them, where that is one person."""
        (name, *others) = {row.stands_for for row in self.rows}
        return "" if others else name

    @property
    def shown(self) -> list[DeskRow]:
        """As many as the desk opens; the list has them all."""
        return self.rows[:MOST_MEMBERS] if self.last_day else self.rows

    @property
    def has_more(self) -> bool:
        return self.is_cut or len(self.shown) < len(self.rows)

    @property
    def query(self) -> str:
        """What the calendar's list is asked for just these, beside whose they are; "" where no list has them."""
        date = self.first.date
        if self.last_day is None:
            return ""
        return list_query(date.source_name, date.group, date.due_on, self.last_day)

    @property
    def slot(self) -> str:
        """The place of the group on the page, as an identifier."""
        return f"group-{self.first.slot}"


@dataclass
class DuePart:
    """One card of the desk. ``is_cut``: it is the last one shown, and more dates follow than a page can hold.

    It holds dates until ``last_day`` (None: its dates are no list of the calendar). Those that are alike stand
    together: all of the card, or ``by_week`` those of the same week.
    """

    key: str
    label: str | Promise
    tone: str
    last_day: date | None = None
    by_week: bool = False
    rows: list[DeskRow] = field(default_factory=list)
    is_cut: bool = False

    def reaches(self, day: date) -> bool:
        return self.last_day is None or day <= self.last_day

    @property
    def count(self) -> str:
        """How many dates, as a figure."""
        return f"{len(self.rows)}+" if self.is_cut else str(len(self.rows))

    @cached_property
    def entries(self) -> list[DeskRow | DeskGroup]:
        """What the card shows, line by line."""
        last = self._span(max(row.date.due_on for row in self.rows)) if self.is_cut else None
        return [
            rows[0] if len(rows) == 1 else self._group(rows, is_cut=self._span(rows[0].date.due_on) == last)
            for rows in put_together(self.rows, self._alike)
        ]

    def keep(self, most: int) -> int:
        """Show no more than ``most`` lines; returns how many there are then."""
        if len(self.entries) > most:
            self.entries = self.entries[:most]
            kept = {row.slot for entry in self.entries for row in entry.rows}
            self.rows = [row for row in self.rows if row.slot in kept]
            self.is_cut = True
        return len(self.entries)

    def _group(self, rows: list[DeskRow], *, is_cut: bool) -> DeskGroup:
        last = max(row.date.due_on for row in rows)
        if is_cut and self.last_day:
            end_of_week = last + timedelta(days=6 - last.weekday())
            last = min(end_of_week, self.last_day) if self.by_week else self.last_day
        return DeskGroup(rows, is_cut, last if self.last_day else None)

    def _alike(self, row: DeskRow) -> tuple | None:
        if row.date.group is None:
            return None
        return row.date.source_name, row.date.group, self._span(row.date.due_on)

    def _span(self, day: date) -> date:
        """The days whose dates stand together, by one of them."""
        return day - timedelta(days=day.weekday()) if self.by_week else date.min
