"""Text tables (CSV and its relatives) whose encoding and separator nobody wrote down."""

import csv
import io
import re
from collections import Counter

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from core.spreadsheets.table import MOST_CELLS, UnreadableFile, too_many_cells

SEPARATORS = (";", ",", "\t", "|")
MOST_LINES_OF_A_CELL = 25
BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What European offices save when they do not save UTF-8; guessing wider finds Cyrillic in French.
LIKELY_ENCODINGS = ["cp1252", "iso8859_15", "cp1250", "cp1257", "cp1254", "cp1253", "cp1251", "mac_roman", "cp850"]
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffd]")
MULTIBYTE_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
HIGH_BYTE = re.compile(rb"[\x80-\xff]+")


def read_delimited(data: bytes) -> tuple[list[list[str]], str]:
    """The records of a text table, and the encoding they were read in.

    A cell that begins with ``=`` is text like any other. Raises ``UnreadableFile``.
    """
    text, encoding = decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
    records: list[list[str]] = []
    cells_read = 0
    try:
        for cells in reader:
            cells_read += max(len(cells), 1)
            if cells_read > MOST_CELLS:
                raise too_many_cells()
            _refuse_swallowed_lines(cells, number=len(records) + 1)
            records.append(cells)
    except csv.Error as error:
        raise _unclosed(len(records) + 1) from error
    return records, encoding


def _refuse_swallowed_lines(cells: list[str], *, number: int):
    """A forgotten quotation mark makes the next rows part of one cell; nobody writes so long a cell by hand."""
    if any(cell.count("\n") > MOST_LINES_OF_A_CELL for cell in cells):
        raise _unclosed(number)


def _unclosed(number: int) -> UnreadableFile:
    return UnreadableFile(
        _("In row %(number)s a quotation mark is opened and not closed, so the cells cannot be told apart.")
        % {"number": number}
    )


def decode(data: bytes) -> tuple[str, str]:
    """Text and the name of its encoding; damaged text is refused rather than guessed at."""
    text, encoding = _decode_marked(data) or _decode_utf8(data) or _decode_guessed(data)
    if NOT_TEXT.search(text):
        raise UnreadableFile(_("The file is not a table: it holds characters that no text has."))
    return text, encoding


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _damaged(data, error) from error
    return None


def _decode_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.end >= len(data) or _is_mostly_utf8(data):
            raise _damaged(data, error) from error
        return None


def _decode_guessed(data: bytes) -> tuple[str, str]:
    guesses = list(from_bytes(data, cp_isolation=LIKELY_ENCODINGS, enable_fallback=False))
    if not guesses:
        raise UnreadableFile(
            _("The letters of the file cannot be read. Save it as “CSV UTF-8” or as XLSX and try again.")
        )
    best = min(guesses, key=lambda guess: (guess.chaos, -guess.coherence, LIKELY_ENCODINGS.index(guess.encoding)))
    return str(best), best.encoding


def _is_mostly_utf8(data: bytes) -> bool:
    """True where most of the letters beyond English are well-formed UTF-8: one broken byte, not another encoding."""
    letters = sum(1 for _match in MULTIBYTE_LETTER.finditer(data))
    return letters * 2 > sum(1 for _match in HIGH_BYTE.finditer(data))


def _damaged(data: bytes, error: UnicodeDecodeError) -> UnreadableFile:
    line = data.count(b"\n", 0, error.start) + 1
    return UnreadableFile(
        _("The text is damaged at line %(line)s (a broken letter). Save the file again as “CSV UTF-8” or as XLSX.")
        % {"line": line}
    )


def separator_of(text: str) -> str:
    """The separator that cuts most records into the same number of cells, more than one."""
    sample = text[:200_000]
    return max(SEPARATORS, key=lambda separator: _regularity(sample, separator))


def _regularity(sample: str, separator: str) -> tuple[float, int]:
    try:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
        widths = Counter(len(record) for _index, record in zip(range(200), reader, strict=False) if record)
    except csv.Error:
        return (0.0, 0)
    width, count = widths.most_common(1)[0] if widths else (1, 0)
    return (count / widths.total(), width) if width > 1 else (0.0, 0)
