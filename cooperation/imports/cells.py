"""What the cells of one row say: one that cannot be read refuses the row in a sentence, an empty one says nothing."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import PortalError
from core.imports.days import NotADay, end_day, start_day
from core.imports.mapping import Mapping, Target
from core.imports.plans import RowPlan
from core.spreadsheets.table import Row
from partners.imports.contacts.cells import one_line

LAST_DAY_OF_A_YEAR = "12-31"
SHOWN = 60
IN_EURO = re.compile(r"(?:€|eur|euro)?(\d{1,3}(?:[.,]\d{3})+|\d{1,12})(?:[.,](\d{1,2}))?(?:€|eur|euros?)?")
PEOPLE = re.compile(r"\d{1,9}(?:[.,]0+)?")
# "12–16.05.2024", "12-16 May 2024": the first day lacks what stands behind the second.
DAYS_OF_A_MONTH = re.compile(r"(\d{1,2})\.?\s*[-–—]\s*(\d{1,2})(?:(\.\d{1,2}\.\d{4})|\.?\s+(\D+\s+\d{4}))")
FROM_TO = re.compile(r"\s+(?:-|to|till|do)\s+|\s*[–—]\s*")
SEVERAL = re.compile(r"\s*[;\n|]\s*")


class Cells:
    """One row under its mapping. What is refused is added to ``plan`` with the label of its column."""

    def __init__(self, row: Row, mapping: Mapping, plan: RowPlan, targets: Iterable[Target]):
        self.row, self.mapping, self.plan = row, mapping, plan
        self.labels = {target.name: target.label for target in targets}

    def line(self, name: str) -> str:
        return one_line(self.mapping.cell(self.row, name))

    def text(self, name: str) -> str:
        return self.mapping.cell(self.row, name).strip()

    def several(self, name: str) -> list[str]:
        """The parts of a cell that lists things, each once."""
        parts = (one_line(part) for part in SEVERAL.split(self.text(name)))
        return list(dict.fromkeys(filter(None, parts)))

    def read(self, name: str, reader: Callable):
        """What ``reader`` makes of the line; None for an empty cell, and for one that refuses the row."""
        written = self.line(name)
        if not written:
            return None
        try:
            return reader(written)
        except NotADay as error:
            self._refuse(name, error.sentence)
        except PortalError as error:
            self._refuse(name, error.sentence)
        return None

    def read_all(self, readers: dict[str, Callable]) -> dict:
        """By name, what could be read of the cells that say something."""
        found = {name: self.read(name, reader) for name, reader in readers.items()}
        return {name: value for name, value in found.items() if value is not None}

    def meaning(self, name: str) -> str:
        """Our word for the cell; one without a meaning refuses the row."""
        word = self.mapping.cell(self.row, name)
        meaning = self.mapping.meaning(name, word) if word else ""
        if word and not meaning:
            self._refuse(name, _("“%(word)s” has no meaning in the mapping.") % {"word": word[:SHOWN]})
        return meaning

    def _refuse(self, name: str, sentence):
        self.plan.refuse(f"{self.labels[name]}: {sentence}")


def whole_number(written: str) -> int:
    """A count of people or things: ``"1 200"``, ``"12.0"``. Raises ``PortalError``."""
    bare = "".join(written.split())
    if not PEOPLE.fullmatch(bare):
        raise PortalError(_("“%(written)s” is no whole number.") % {"written": written[:SHOWN]})
    return int(re.split(r"[.,]", bare)[0])


def euro(written: str) -> Decimal:
    """An amount in euro: ``"1 200,50"``, ``"€1.200"``, ``"1,200.50 EUR"``. Raises ``PortalError``."""
    match = IN_EURO.fullmatch("".join(written.split()).lower())
    if match is None:
        raise PortalError(_("“%(written)s” is no amount in euro.") % {"written": written[:SHOWN]})
    whole, cents = match.groups()
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{(cents or '').ljust(2, '0')}")


def last_day(written: str) -> date | None:
    return end_day(written, LAST_DAY_OF_A_YEAR)


def days(cells: Cells) -> dict[str, date]:
    """First and last day of a row, as far as it says them: a day alone in the first cell says nothing of the last."""
    first, last = cells.read("starts_on", period), cells.read("ends_on", last_day)
    starts_on, ends_on = first or (None, None)
    if last is None and ends_on != starts_on:
        last = ends_on
    return {name: day for name, day in (("starts_on", starts_on), ("ends_on", last)) if day}


def period(written: str) -> tuple[date | None, date | None]:
    """First and last day in one cell: ``"12–16 May 2024"``, ``"2024-05-12 to 2024-05-16"``, a day, a whole year.

    Raises ``NotADay``.
    """
    if match := DAYS_OF_A_MONTH.fullmatch(written):
        first, last, numbers, words = match.groups()
        rest = numbers or f" {words}"
        return start_day(f"{first}{rest}"), last_day(f"{last}{rest}")
    parts = FROM_TO.split(written)
    if len(parts) == 2 and all(parts):
        return start_day(parts[0]), last_day(parts[1])
    return start_day(written), last_day(written)
