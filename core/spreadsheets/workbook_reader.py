"""Child process: a workbook on standard input, its rows as JSON on standard output.

Runs alone (``python -I workbook_reader.py <most cells>``) and imports nothing of the portal. Problems are told
as a word; ``workbooks.py`` makes sentences of them.
"""

import contextlib
import datetime as dt
import io
import json
import re
import resource
import sys
import zipfile

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY_BYTES = 1_500 * 1024 * 1024
CPU_SECONDS = 50
UNPACKED_BYTES = 200 * 1024 * 1024
ENTRIES = 2_000
CHARACTERS = 40_000_000  # a text shared by many cells is stored once and read many times
WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
FORMULA_WITHOUT_RESULT = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


class Problem(Exception):
    """``word`` says what is wrong with the workbook, ``detail`` where."""

    def __init__(self, word: str, detail: str = ""):
        self.word, self.detail = word, detail
        super().__init__(word)


def check_archive(data: bytes):
    """Unpack every part once, counting: the sizes an archive declares may be lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > ENTRIES or sum(part.file_size for part in parts) > UNPACKED_BYTES:
                raise Problem("too_large")
            if not WORKBOOK_PARTS & {part.filename for part in parts}:
                raise Problem("no_workbook")
            for part in parts:
                check_part(part.filename, archive.read(part))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Problem("damaged") from error


def check_part(name: str, content: bytes):
    """A formula saved without its result would silently read as an empty cell."""
    if name.startswith("xl/worksheets/") and (found := FORMULA_WITHOUT_RESULT.search(content)):
        raise Problem("formulas", found[1].decode())


def as_text(value) -> str:
    """A cell as a person reads it: no decimals on whole numbers, ISO dates, no time at midnight."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def first_filled_sheet(data: bytes, most_cells: int) -> dict:
    """Rows and name of the first sheet with any text; blank leading rows stay, so that numbers agree.

    Empty cells at the end of a row are left out: what the parent reads must fit its memory, too.
    """
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in workbook.sheet_names:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        texts = list(filled_cells(rows, most_cells))
        if any(texts):
            return {"sheet": name, "rows": texts}
    raise Problem("empty")


def filled_cells(rows, most_cells: int):
    cells = characters = 0
    for row in rows:
        while row and row[-1] == "":
            row.pop()
        texts = [as_text(value) for value in row]
        cells += len(texts)
        characters += sum(map(len, texts))
        if cells > most_cells:
            raise Problem("too_many_cells")
        if characters > CHARACTERS:
            raise Problem("too_large")
        yield texts


def answer(data: bytes, most_cells: int) -> dict:
    try:
        if data.startswith(b"PK"):
            check_archive(data)
        return first_filled_sheet(data, most_cells)
    except Problem as problem:
        return {"problem": problem.word, "detail": problem.detail}
    except PasswordError:
        return {"problem": "password"}
    except CalamineError as error:
        return {"problem": "password" if "password" in str(error).lower() else "damaged"}


def limit(what: int, most: int):
    """Some systems know no limit of this kind; the parent's time limit holds there."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    limit(resource.RLIMIT_AS, MEMORY_BYTES)
    limit(resource.RLIMIT_CPU, CPU_SECONDS)
    limit(resource.RLIMIT_CORE, 0)
    with io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8") as out:
        json.dump(answer(sys.stdin.buffer.read(), int(sys.argv[1])), out, ensure_ascii=False)
