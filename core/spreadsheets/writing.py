"""Tables for people to open: no cell we write can ever run as a formula."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter
from django.utils.translation import gettext as _

from core.spreadsheets.sheet_names import sheet_name

LONGEST_CELL = 32_767  # of Excel; a longer text would be dropped whole
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_CHARACTERS_WIDE = 60


def write_xlsx(stream, columns: Sequence[str], rows: Iterable[Sequence], *, sheet: str = "", account=()):
    """Write a workbook with one frozen, filterable heading row, in constant memory.

    Text is written as text, numbers and dates as such, None as an empty cell. ``account``: lines (what, words) of a
    second sheet that says what the first one contains.
    """
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    names: set[str] = set()
    worksheet = workbook.add_worksheet(sheet_name(sheet or _("Table"), names))
    heading = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = workbook.add_format({"valign": "top"})
    date = workbook.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
    for index, title in enumerate(columns):
        worksheet.set_column(index, index, min(max(len(str(title)) + 2, 12), MOST_CHARACTERS_WIDE))
        worksheet.write_string(0, index, str(title), heading)
    worksheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            _write_cell(worksheet, last, index, value, body=body, date=date)
    worksheet.autofilter(0, 0, last, max(len(columns) - 1, 0))
    if account:
        _write_account(workbook, sheet_name(_("What this is"), names), account, heading=heading, body=body)
    workbook.close()


def _write_account(workbook, name: str, account, *, heading, body):
    sheet = workbook.add_worksheet(name)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, MOST_CHARACTERS_WIDE)
    for row, (what, words) in enumerate(account):
        sheet.write_string(row, 0, str(what), heading)
        sheet.write_string(row, 1, str(words)[:LONGEST_CELL], body)


def _write_cell(worksheet, row: int, column: int, value, *, body, date):
    if value is None or value == "":
        return
    if isinstance(value, dt.datetime):
        worksheet.write_string(row, column, value.isoformat(" ", "minutes"), body)
    elif isinstance(value, dt.date):
        worksheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), date)
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        worksheet.write_number(row, column, value, body)
    else:
        worksheet.write_string(row, column, str(value)[:LONGEST_CELL], body)


def harmless(value) -> str:
    """The value as text that no spreadsheet programme takes for a formula: an apostrophe leads where needed."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
