"""Academic years as values: "2026/27", ordered, with their first and last day."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

FIRST_MONTH = 9  # 1 September to 31 August, the year of Erasmus agreements (RULES AG-07); terms are narrower

WRITTEN = re.compile(r"^\s*((?:19|20)\d\d)\s*[/\-–]\s*(\d\d|(?:19|20)\d\d)\s*$")


@dataclass(frozen=True, order=True)
class AcademicYear:
    """The year that begins in September of ``first_year``."""

    first_year: int

    @classmethod
    def parse(cls, text: str) -> "AcademicYear":
        """Read "2026/27", "2026-27" or "2026/2027"; ``ValueError`` for anything else."""
        match = WRITTEN.match(text)
        if not match:
            raise ValueError(f"not an academic year: {text!r}")
        first, last = int(match[1]), match[2]
        if int(last) != (first + 1) % 10 ** len(last):
            raise ValueError(f"not two years that follow each other: {text!r}")
        return cls(first)

    @classmethod
    def of(cls, day: date) -> "AcademicYear":
        """The academic year that ``day`` lies in."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def current(cls) -> "AcademicYear":
        return cls.of(timezone.localdate())

    @property
    def starts_on(self) -> date:
        return date(self.first_year, FIRST_MONTH, 1)

    @property
    def ends_on(self) -> date:
        """The last day, inclusive."""
        return self.next.starts_on - timedelta(days=1)

    @property
    def next(self) -> "AcademicYear":
        return AcademicYear(self.first_year + 1)

    @property
    def previous(self) -> "AcademicYear":
        return AcademicYear(self.first_year - 1)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self):
        return f"{self.first_year}/{(self.first_year + 1) % 100:02d}"
