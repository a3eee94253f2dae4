"""The table behind the demonstration's agreements, read into values.

Dates are relative, so that the demonstration is never old: ``Y-2`` is the academic year two years ago (its
first day as a start, its last September as an end), ``D+45`` a day, ``open`` no end. Places are written
``S3x5`` (three students, five months each), ``P`` traineeships, ``T`` teaching and ``X`` training in days.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from agreements.enums import AgreementKind, MobilityKind, NoticeRule, Renewal, Turn
from agreements.rules import erasmus_limit
from reference.academic_years import AcademicYear

TABLE = Path(__file__).parent / "demo_data" / "agreements.csv"

RELATIVE = re.compile(r"^([YD])([+-]\d+)$")
PLACES = re.compile(r"^([SPTX])(\d+)x(\d+)$")
KINDS = {
    "S": MobilityKind.STUDENT_STUDIES,
    "P": MobilityKind.STUDENT_TRAINEESHIP,
    "T": MobilityKind.STAFF_TEACHING,
    "X": MobilityKind.STAFF_TRAINING,
}
LANGUAGES_OF_INCOMING = ["en:B2"]


@dataclass(frozen=True)
class DemoRow:
    """One line of the table; ``today`` is the day its dates are relative to."""

    cells: dict[str, str]
    today: date

    def __getattr__(self, name: str) -> str:
        try:
            return self.cells[name]
        except KeyError as error:
            raise AttributeError(name) from error

    @property
    def starts_on(self) -> date:
        return self._day(self.cells["starts"], is_end=False)

    @property
    def ends_on(self) -> date | None:
        written = self.cells["ends"]
        if written == "open":
            return None
        day = self._day(written, is_end=True)
        if self.cells["kind"] == AgreementKind.ERASMUS and day > erasmus_limit() > self.starts_on:
            return erasmus_limit()
        return day

    @property
    def review_on(self) -> date | None:
        return self._day(self.cells["review"], is_end=True) if self.cells["review"] else None

    @property
    def turn_and_since(self) -> tuple[str, date] | None:
        if not self.cells["turn"]:
            return None
        whose, days = self.cells["turn"].split()
        return Turn(whose), self.today - timedelta(days=int(days))

    @property
    def is_signed(self) -> bool:
        """It was signed once, whatever became of it."""
        return self.cells["state"] in ("signed", "active", "suspended", "notice_given", "ended")

    @property
    def terms_of_ending(self) -> dict:
        """Renewal and notice as fields of the model: ``auto:24x1``, ``notice:erasmus``, ``notice:months6``."""
        fields: dict = {}
        for term in self.cells["terms"].split():
            what, _colon, how = term.partition(":")
            if what == "auto":
                months, times = how.split("x")
                fields |= {"renewal": Renewal.AUTOMATIC, "renewal_months": int(months), "most_renewals": int(times)}
            elif how == "erasmus":
                fields["notice_rule"] = NoticeRule.ERASMUS
            else:
                fields |= {"notice_rule": NoticeRule.MONTHS, "notice_months": int(how.removeprefix("months"))}
        return fields

    @property
    def conditions(self) -> list[dict]:
        """The plain fields of each kind of mobility, the same for both directions."""
        return [self._condition(*PLACES.match(written).groups()) for written in self.cells["places"].split()]

    def _condition(self, letter: str, people: str, each: str) -> dict:
        kind, total = KINDS[letter], int(people) * int(each)
        last_day = (self.ends_on or self.starts_on + timedelta(days=4 * 365)) - timedelta(days=31)
        first_year = AcademicYear.of(self.starts_on).first_year
        return {
            "kind": kind,
            "people_per_year": int(people),
            "first_year": first_year,
            "last_year": max(first_year, AcademicYear.of(last_day).first_year),
            "is_blended": False,
        } | (
            {"total_months": Decimal(total), "eqf_levels": [6, 7]}
            if kind in MobilityKind.of_students
            else {"total_days": total}
        )

    def _day(self, written: str, *, is_end: bool) -> date:
        unit, distance = RELATIVE.match(written).groups()
        if unit == "D":
            return self.today + timedelta(days=int(distance))
        year = AcademicYear.of(self.today).first_year + int(distance)
        return date(year + 1, 9, 30) if is_end else date(year, 9, 1)


def demo_rows(today: date) -> list[DemoRow]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [DemoRow(cells, today) for cells in csv.DictReader(lines)]
