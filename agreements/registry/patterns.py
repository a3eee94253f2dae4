"""How a registration number is made: by a pattern with fields, ``BTH-1.2.1-{number:04}-{year}`` (LG-05)."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

LONGEST_NUMBER = 60
LONGEST_PATTERN = 60
MOST_DIGITS = 9
FIELD = re.compile(r"\{([^{}]*)\}")
COUNTING = re.compile(r"number(?::0?([1-9]))?")
OTHER_FIELDS = ("year", "yy", "unit")
PLAIN = re.compile(r"[A-Za-z0-9ÅÄÖåäö ./_-]*")


@dataclass(frozen=True)
class Stem:
    """Everything of a number but its count: numbers of one stem are counted together, so no two can be equal."""

    before: str
    after: str
    digits: int = 1

    @property
    def key(self) -> str:
        return f"{self.before}{{}}{self.after}"

    def number(self, count: int) -> str:
        return f"{self.before}{count:0{self.digits}}{self.after}"

    def count_of(self, number: str) -> int | None:
        """Which count a number of this stem has; None where it is of another."""
        inside = re.fullmatch(f"{re.escape(self.before)}([0-9]{{1,{MOST_DIGITS}}}){re.escape(self.after)}", number)
        return int(inside.group(1)) if inside else None


def pattern_problem(pattern: str) -> str:
    """Why numbers cannot be made from ``pattern``, in words; "" where they can."""
    fields = FIELD.findall(pattern)
    rest = FIELD.sub("", pattern)
    unknown = [name for name in fields if name not in OTHER_FIELDS and not COUNTING.fullmatch(name)]
    if "{" in rest or "}" in rest:
        return _("A brace is open: fields are written like {number:04}.")
    if unknown:
        known = "{number}, {number:04}, {year}, {yy}, {unit}"
        return _("“{%(name)s}” is no field. Known are: %(known)s.") % {"name": unknown[0], "known": known}
    if sum(bool(COUNTING.fullmatch(name)) for name in fields) != 1:
        return _("The pattern needs the field {number} exactly once: without it every number would be the same.")
    if not PLAIN.fullmatch(rest):
        return _("Beside fields, a number has letters, digits, spaces and . / _ - alone.")
    if pattern != pattern.strip():
        return _("A number does not begin or end with a space.")
    return ""


def stem_of(pattern: str, *, on: date, unit: str) -> Stem:
    """The stem of the numbers given on the day to agreements of the unit with that code."""
    values = {"year": f"{on.year:04}", "yy": f"{on.year % 100:02}", "unit": unit}
    before, digits, after = _parts(pattern)
    return Stem(_filled(before, values), _filled(after, values), digits)


def shape_of(pattern: str) -> str:
    """A regular expression that every number of the pattern matches, whatever its year, unit and count."""
    shapes = {"year": r"\d{4}", "yy": r"\d{2}", "unit": r".{1,20}"}
    pieces = FIELD.split(pattern)
    return "".join((shapes.get(piece, r"\d+") if place % 2 else re.escape(piece)) for place, piece in enumerate(pieces))


def _parts(pattern: str) -> tuple[str, int, str]:
    counting = next(found for found in FIELD.finditer(pattern) if COUNTING.fullmatch(found.group(1)))
    width = COUNTING.fullmatch(counting.group(1)).group(1)  # type: ignore[union-attr]  # just found by it
    return pattern[: counting.start()], int(width or 1), pattern[counting.end() :]


def _filled(text: str, values: dict[str, str]) -> str:
    return FIELD.sub(lambda found: values[found.group(1)], text)
