"""A table as a person keeps it: headings somewhere near the top, rows that keep their own numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import PortalError

ROWS_LOOKED_AT_FOR_HEADINGS = 20
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000
LETTERS_THAT_TELL_DATA = 200  # of a heading; the pattern would take hours for a cell made to be slow
# What no database column (NUL) and no page (the others) can hold; workbooks can, as _x0000_.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DATA_NOT_HEADING = re.compile(
    r"""^(?: [-+]?[\d\s.,]*\d%?                # a number
          | \d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*  # a date
          | (?:https?://|www\.)\S+             # an address
          | \S+@\S+\.\S+                       # an e-mail address
        )$""",
    re.VERBOSE | re.IGNORECASE,
)


class UnreadableFile(PortalError):
    """A file that cannot be taken as a table; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data: ``number`` is what the person's spreadsheet programme shows beside it."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True)
class Table:
    """Every cell is text without blanks at its edges; dates are ISO, whole numbers have no decimals."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_row: int
    encoding: str = ""
    sheet: str = ""

    def values_of(self, column: str) -> list[str]:
        """Distinct non-empty values of a column, in the order of the file."""
        return list(dict.fromkeys(row[column] for row in self.rows if row[column]))


def table_from(records: Iterable[list[str]], *, encoding: str = "", sheet: str = "") -> Table:
    """Find the headings, number the rows as the person sees them, leave out blank rows.

    Raises ``UnreadableFile`` for no rows, no headings, more than ``IMPORT_ROW_LIMIT`` rows or ``MOST_COLUMNS``.
    """
    numbered = ((number, _tidied(cells)) for number, cells in enumerate(records, start=1))
    filled = [(number, cells) for number, cells in numbered if cells]
    if not filled:
        raise UnreadableFile(_("The file is empty: it has no row with any text in it."))
    heading_index = _heading_index([cells for _number, cells in filled])
    heading_row, headings = filled[heading_index]
    rows = filled[heading_index + 1 :]
    _refuse_data_as_headings(heading_row, headings)
    _refuse_too_few_or_many(len(rows))
    width = max(len(cells) for _number, cells in rows)
    _refuse_too_many_columns(max(width, len(headings)))
    columns = _distinct_names(headings, width=width)
    return Table(
        columns=columns,
        rows=tuple(Row(number, dict(zip(columns, cells, strict=False))) for number, cells in rows),
        heading_row=heading_row,
        encoding=encoding,
        sheet=sheet,
    )


def _tidied(cells: list[str]) -> list[str]:
    """The cells of one row without blanks at their edges and without the empty ones at its end."""
    tidied = [CONTROLS.sub("", cell).strip() for cell in cells]
    while tidied and not tidied[-1]:
        tidied.pop()
    return tidied


def _heading_index(filled: list[list[str]]) -> int:
    """The first row that is about as wide as the rows below it: titles above a table are narrow."""
    looked_at = filled[:ROWS_LOOKED_AT_FOR_HEADINGS]
    widest = max(sum(map(bool, cells)) for cells in looked_at)
    return next(index for index, cells in enumerate(looked_at) if sum(map(bool, cells)) >= 0.6 * widest)


def _refuse_data_as_headings(number: int, headings: list[str]):
    filled = [cell for cell in headings if cell]
    data = [cell for cell in filled if DATA_NOT_HEADING.match(cell[:LETTERS_THAT_TELL_DATA])]
    if len(data) * 4 >= len(filled):  # a heading may be a year; a quarter of them may not
        raise UnreadableFile(
            _("Row %(number)s should name the columns, but “%(cell)s” looks like data. Add a row of headings above it.")
            % {"number": number, "cell": data[0][:60]}
        )


def _refuse_too_few_or_many(count: int):
    limit = settings.IMPORT_ROW_LIMIT
    if not count:
        raise UnreadableFile(_("The file has headings but no rows below them."))
    if count > limit:
        raise UnreadableFile(
            _("The file has %(count)s rows; at most %(limit)s can be taken at once. Please split it.")
            % {"count": f"{count:,}", "limit": f"{limit:,}"}
        )


def _refuse_too_many_columns(count: int):
    if count > MOST_COLUMNS:
        raise UnreadableFile(
            _("The table is %(count)s columns wide; at most %(limit)s can be taken. Please leave out the others.")
            % {"count": f"{count:,}", "limit": f"{MOST_COLUMNS:,}"}
        )


def too_many_cells() -> UnreadableFile:
    """The refusal of a table that would fill the memory before its rows are counted."""
    return UnreadableFile(
        _("The table has more than %(limit)s cells. Please split it, or leave out columns that are not needed.")
        % {"limit": f"{MOST_CELLS:,}"}
    )


def _distinct_names(headings: list[str], *, width: int) -> tuple[str, ...]:
    """Headings as written on one line; a blank one is named after its column, a repeated one counted."""
    names: list[str] = []
    for index in range(max(width, len(headings))):
        written = " ".join(headings[index].split()) if index < len(headings) else ""
        name = written or _("Column %(letter)s") % {"letter": column_letter(index)}
        repeats = sum(1 for earlier in names if earlier == name or earlier.startswith(f"{name} ("))
        names.append(f"{name} ({repeats + 1})" if repeats else name)
    return tuple(names)


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters
