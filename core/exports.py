"""Lists as spreadsheets: the same filter and columns as the page, read row by row and never as instances."""

import csv
import tempfile
import zipfile
from collections.abc import Iterator

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import F, OuterRef, Subquery
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import slugify

from core.spreadsheets.writing import harmless, write_xlsx

ROWS_AT_ONCE = 2000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def joined(rows, owner: str, path, separator: str = "; ") -> Subquery:
    """The distinct values of ``path`` over the ``rows`` whose foreign key ``owner`` is the exported row, in one cell.

    A subquery for each cell, because joins to several related tables would multiply one another.
    """
    texts = rows.filter(**{owner: OuterRef("pk")}).order_by().values(owner)
    return Subquery(texts.annotate(joined=StringAgg(path, separator, distinct=True, order_by=path)).values("joined"))


def exported_rows(queryset, columns: dict) -> Iterator[list]:
    """The rows of ``queryset`` as plain values of ``columns`` (see ``PortalTable.exported_columns``)."""
    expressions = expressions_of(columns)
    words = [column.worded for column in columns.values()]
    for row in queryset.annotate(**expressions).values_list(*expressions).iterator(chunk_size=ROWS_AT_ONCE):
        yield [word(value) if word and value is not None else value for value, word in zip(row, words, strict=True)]


def expressions_of(columns: dict) -> dict:
    """What the database is asked for ``columns``, by the name ``exported_…`` of each."""
    return {f"exported_{name}": _expression(column.exported) for name, column in columns.items()}


def _expression(exported):
    if isinstance(exported, str):
        return F(exported)
    return exported() if callable(exported) else exported


def spreadsheet_response(title: str, columns: dict, queryset, *, file_format: str, account=()):
    """``queryset`` as a download: CSV as it is read, XLSX and ZIP by way of a temporary file; all in constant memory.

    ``account`` (``core.export_account``) becomes the second sheet; a ZIP holds the CSV with the account beside it.
    """
    headings = [str(column.verbose_name) for column in columns.values()]
    return rows_response(title, headings, exported_rows(queryset, columns), file_format=file_format, account=account)


def rows_response(title: str, headings: list[str], rows, *, file_format: str, account=()):
    """``rows`` (an iterator of lists of plain values) as a download under ``headings``, as ``spreadsheet_response``."""
    name = f"{slugify(title) or 'export'}-{timezone.localdate():%Y-%m-%d}"
    if file_format == "csv":
        response = StreamingHttpResponse(_csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    if file_format == "zip":
        _write_zip(file, name, _csv_lines(headings, rows), account)
    else:
        write_xlsx(file, headings, rows, sheet=title, account=account)
    file.seek(0)
    content_type = {"zip": "application/zip"}.get(file_format, XLSX_TYPE)
    return FileResponse(file, as_attachment=True, filename=f"{name}.{file_format}", content_type=content_type)


def _write_zip(file, name: str, lines, account):
    """A CSV file, and beside it the text that says what it contains."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(f"{name}.csv", "w", force_zip64=True) as table:
            for line in lines:
                table.write(line.encode())
        archive.writestr(f"{name}.txt", "\ufeff" + "".join(f"{what}: {words}\r\n" for what, words in account))


class _Line:
    """What the csv module writes to; it hands each line on instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(headings, rows) -> Iterator[str]:
    """Lines for a programme that reads semicolons, as European offices' do, and says so where it is asked.

    Read with commas, a cell "a,=1+1" would begin a cell with "=1+1". Nothing in the format forbids that: quotes end at
    the first cell, a line "sep=;" makes Excel forget the encoding, and a sign after each comma would change the data.
    Who does not know what opens the file is given XLSX, whose cells are text.
    """
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"  # without it, spreadsheet programmes take the text for another encoding
    yield writer.writerow([harmless(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])
