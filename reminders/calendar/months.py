"""Months as a calendar lays them out: whole weeks, Monday first, with their ISO numbers."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 2000, 2099
WEEK = timedelta(days=7)


@dataclass(frozen=True, order=True)
class Month:
    """One month of the years that the calendar shows."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """The month of "2026-11". Raises ``ValueError`` for anything else, and for years out of reach."""
        found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
        if not found or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR or not 1 <= int(found[2]) <= 12:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self):
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.after(1).first - timedelta(days=1)

    @property
    def mondays(self) -> list[date]:
        """The first days of its weeks: four to six, the outer ones shared with the neighbours."""
        start = self.first - timedelta(days=self.first.weekday())
        return [start + WEEK * number for number in range(6) if start + WEEK * number <= self.last]

    def after(self, months: int) -> "Month":
        """The month so many months later, or earlier; it may lie outside what the calendar shows."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def neighbour(self, months: int) -> "Month | None":
        """As ``after``, None where the calendar ends."""
        other = self.after(months)
        return other if FIRST_YEAR <= other.year <= LAST_YEAR else None
