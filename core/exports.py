"""Lists as spreadsheets: the same filter and columns as the page, read row by row and never as instances."""

import csv
import tempfile
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
    expressions = {f"exported_{name}": _expression(column.exported) for name, column in columns.items()}
    words = [column.worded for column in columns.values()]
    for row in queryset.annotate(**expressions).values_list(*expressions).iterator(chunk_size=ROWS_AT_ONCE):
        yield [word(value) if word and value is not None else value for value, word in zip(row, words, strict=True)]


def _expression(exported):
    if isinstance(exported, str):
        return F(exported)
    return exported() if callable(exported) else exported


def spreadsheet_response(title: str, columns: dict, queryset, *, file_format: str):
    """``queryset`` as a download: CSV as it is read, XLSX by way of a temporary file; both in constant memory."""
    headings = [str(column.verbose_name) for column in columns.values()]
    return rows_response(title, headings, exported_rows(queryset, columns), file_format=file_format)


def rows_response(title: str, headings: list[str], rows, *, file_format: str):
    """``rows`` (an iterator of lists of plain values) as a download under ``headings``, as ``spreadsheet_response``."""
    name = f"{slugify(title) or 'export'}-{timezone.localdate():%Y-%m-%d}"
    if file_format == "csv":
        response = StreamingHttpResponse(_csv_lines(headings, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_xlsx(file, headings, rows, sheet=title)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX_TYPE)


class _Line:
    """What the csv module writes to; it hands each line on instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def _csv_lines(headings, rows) -> Iterator[str]:
    writer = csv.writer(_Line(), delimiter=";")
    yield "\ufeff"  # without it, spreadsheet programmes take the text for another encoding
    yield writer.writerow([harmless(heading) for heading in headings])
    for row in rows:
        yield writer.writerow([harmless(value) for value in row])
