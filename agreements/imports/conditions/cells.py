"""The cells of a condition: years, numbers, fields, languages. Each is read, or refuses its row in a sentence."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.enums import MobilityKind
from agreements.forms.condition_words import Words, clarifications_from
from agreements.services.conditions import LanguageValues
from core.imports.mapping import Mapping
from core.imports.plans import RowPlan
from core.spreadsheets.table import Row

ISO_DAY = re.compile(r"^(\d{4})-(\d{2})-\d{2}")
YEAR = re.compile(r"(\d{4})(?:\s*[/–-]\s*(\d{4}|\d{2})(?!\d))?")
HAS_LEVEL = re.compile(r"\b[A-Ca-c][12]\b")
LENGTH = re.compile(r"^(\d{1,5}(?:[.,]\d{1,2})?)\s*\D*$")
WHOLE = re.compile(r"^(\d{1,4})(?:[.,]0+)?$")
BETWEEN_CODES = re.compile(r"[,;|+\s]+(?=\d{3,4}\b)")
SHORT_CODE = re.compile(r"^(\d{3})\b")
EARLIEST_YEAR, LATEST_YEAR = 1987, 2100
LONGEST_TERMS, LONGEST_CODE = 10_000, 64


@dataclass
class Said:
    """What a row says of a condition; what is not in it the row does not say."""

    plain: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, str] | None = None
    languages: tuple[LanguageValues, ...] | None = None


class ConditionCells:
    """Reads rows of one file; fields and languages, which repeat, are read once."""

    def __init__(self, mapping: Mapping, words_in):
        self.mapping, self.words_in = mapping, words_in
        self.words = Words()
        self._read: dict[tuple[str, str], Any] = {}

    def read(self, row: Row, plan: RowPlan) -> Said:
        """Everything but whose condition it is."""
        cell = {target: self.mapping.cell(row, target) for target in self.mapping.columns}
        kind = self.word(cell, "kind", plan)
        if not cell.get("kind"):
            plan.refuse(_("The kind of mobility is missing."))
        people = _whole(cell.get("people_per_year", ""), plan)
        plain = {
            "kind": kind,
            **_years(cell, plan),
            "people_per_year": people,
            **_lengths(cell, kind, people, plan),
            "is_blended": {"yes": True, "no": False}.get(self.word(cell, "is_blended", plan)),
            "eqf_levels": self._levels(cell, plan),
            "terms": cell.get("terms", "")[:LONGEST_TERMS],
            **{name: _code(cell.get(name, ""), plan) for name in ("sender_unit", "receiver_unit")},
        }
        said = {name: value for name, value in plain.items() if value not in (None, "", [])}
        return Said(said, self._fields(cell, plan), self._languages(cell, plan))

    def word(self, cell, target: str, plan: RowPlan) -> str:
        """The meaning of the cell; a word without one refuses the row."""
        return next(iter(self._meanings(cell, target, plan)), "")

    def _meanings(self, cell, target: str, plan: RowPlan) -> list[str]:
        words = self.words_in(target, cell.get(target, ""))
        for word in words:
            if not self.mapping.meaning(target, word):
                plan.refuse(_("“%(word)s” has no meaning in the mapping.") % {"word": word})
        return [meaning for word in words if (meaning := self.mapping.meaning(target, word))]

    def _levels(self, cell, plan: RowPlan) -> list[int]:
        return sorted({int(level) for meaning in self._meanings(cell, "levels", plan) for level in meaning.split()})

    def _fields(self, cell, plan: RowPlan) -> dict[str, str] | None:
        text = cell.get("fields", "")
        if not text:
            return None
        found = self._once("fields", text, plan, lambda: self.words.read_fields(self._codes_apart(text)))
        if found and (own := cell.get("clarification", "")):
            try:
                said = clarifications_from(own, found)
            except ValidationError as error:
                plan.refuse(*error.messages)
            else:
                found = {code: words or said[code] for code, words in found.items()}
        return found

    def _codes_apart(self, text: str) -> str:
        """One field a line; a spreadsheet programme has made 613 of 0613."""
        lines = BETWEEN_CODES.sub("\n", text).splitlines()
        return "\n".join(self._whole_code(line.strip()) for line in lines)

    def _whole_code(self, line: str) -> str:
        match = SHORT_CODE.match(line)
        return f"0{line}" if match and f"0{match[1]}" in self.words.fields else line

    def _languages(self, cell, plan: RowPlan) -> tuple[LanguageValues, ...] | None:
        levels = {"languages": "language_level", "second_language": "second_level"}
        lines = [
            _with_level(line, cell.get(level, "")) for name, level in levels.items() for line in _lines(cell, name)
        ]
        if not lines:
            return None
        text = "\n".join(lines)
        return self._once("languages", text, plan, lambda: tuple(self.words.read_languages(text)))

    def _once(self, what: str, text: str, plan: RowPlan, read):
        """What was read of the same text before, or why it cannot be read."""
        if (what, text) not in self._read:
            try:
                self._read[what, text] = read()
            except ValidationError as error:
                self._read[what, text] = error
        found = self._read[what, text]
        if isinstance(found, ValidationError):
            plan.refuse(*found.messages)
            return None
        return found


def _lines(cell, name: str) -> list[str]:
    return [line for line in re.split(r"\s*[,;|\n]\s*", cell.get(name, "")) if line]


def _with_level(line: str, level: str) -> str:
    return line if not level or HAS_LEVEL.search(line) else f"{line} {level}"


def _lengths(cell, kind: str, people: int | None, plan: RowPlan) -> dict[str, Decimal | None]:
    lengths = {name: _decimal(cell.get(name, ""), plan) for name in ("total_months", "total_days")}
    each = _decimal(cell.get("each", ""), plan)
    name = "total_months" if kind in MobilityKind.of_students else "total_days"
    if each and people and lengths[name] is None:
        lengths[name] = each * people
    other = lengths.pop("total_days" if name == "total_months" else "total_months")
    if kind and other is not None and lengths[name] is None:
        plan.refuse(_("Students count in months, staff in days: the length stands in the other column."))
    return lengths


def _years(cell, plan: RowPlan) -> dict[str, int | None]:
    first, last = _span(cell.get("first_year", ""), plan), _span(cell.get("last_year", ""), plan)
    years = {"first_year": first[0], "last_year": last[0] or first[1]}
    if years["first_year"] and years["last_year"] and years["last_year"] < years["first_year"]:
        plan.refuse(_("The last academic year lies before the first."))
    return years


def _span(written: str, plan: RowPlan) -> tuple[int | None, int | None]:
    """The years in which the first and the last academic year of a cell begin; a day is in the year it belongs to."""
    if not written:
        return None, None
    if day := ISO_DAY.match(written):
        return int(day[1]) - (int(day[2]) < 7), None
    found = [(int(first), second) for first, second in YEAR.findall(written)]
    if not found or not all(EARLIEST_YEAR <= year <= LATEST_YEAR for year, _second in found):
        plan.refuse(_("“%(written)s” is no academic year.") % {"written": written})
        return None, None
    if len(found) > 1:
        return found[0][0], found[-1][0]
    year, second = found[0]
    is_span = len(second) == 4 and int(second) > year + 1
    return year, int(second) - 1 if is_span else None


def _whole(written: str, plan: RowPlan) -> int | None:
    if not written:
        return None
    if match := WHOLE.match(written):
        return int(match[1])
    plan.refuse(_("“%(written)s” is no number of people.") % {"written": written})
    return None


def _decimal(written: str, plan: RowPlan) -> Decimal | None:
    """A number above 0 with two decimals at most; words after it ("5 months") are passed over."""
    if not written:
        return None
    match = LENGTH.match(written)
    number = Decimal(match[1].replace(",", ".")) if match else Decimal(0)
    if not number:
        plan.refuse(_("“%(written)s” is no length above 0 with at most two decimals.") % {"written": written})
        return None
    return number


def _code(written: str, plan: RowPlan) -> str:
    if written and not re.fullmatch(rf"[!-~]{{1,{LONGEST_CODE}}}", written):
        plan.refuse(_("“%(written)s” is no code of a unit.") % {"written": written[:60]})
        return ""
    return written
