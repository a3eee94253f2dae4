"""The sections of a report as a workbook: one sheet after another, each under its heading."""

from io import BytesIO

import xlsxwriter

from core.papers.sections import Section
from core.spreadsheets.sheet_names import sheet_name
from core.spreadsheets.writing import LONGEST_CELL, MOST_CHARACTERS_WIDE


def report_workbook(title: str, made: str, sections: list[Section]) -> bytes:
    """The bytes of the file. Counts are written as numbers, everything else as text that is never a formula."""
    file = BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": title, "comments": made})
    formats = {
        "title": workbook.add_format({"bold": True, "font_size": 13}),
        "heading": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "text": workbook.add_format({"text_wrap": True, "valign": "top"}),
    }
    names: set[str] = set()
    for section in sections:
        sheet = workbook.add_worksheet(sheet_name(section.heading, names))
        _write(sheet, section, [title, made, section.heading], formats)
    workbook.close()
    return file.getvalue()


def _write(sheet, section: Section, lead: list[str], formats: dict):
    sheet.set_column(0, 0, MOST_CHARACTERS_WIDE // 2)
    sheet.set_column(1, max(len(section.head), 2), 24)
    row = 0
    for words in lead:
        row = _line(sheet, row, [words], formats["title"])
    for words in section.paragraphs:
        row = _line(sheet, row, [words], None)
    for label, value in section.facts:
        row = _line(sheet, row, [label, value], formats["text"])
    for bar in section.bars:
        row = _line(sheet, row, [bar.label, bar.figure], formats["text"])
    if section.rows:
        row = _line(sheet, row + 1, section.head, formats["heading"])
        for cells in section.rows:
            row = _line(sheet, row, cells, formats["text"], section.numbers)


def _line(sheet, row: int, cells: list[str], cell_format, numbers: tuple[int, ...] = ()) -> int:
    for column, words in enumerate(cells):
        if column in numbers and words.isdecimal() and words.isascii():
            sheet.write_number(row, column, int(words), cell_format)
        else:
            sheet.write_string(row, column, words[:LONGEST_CELL], cell_format)
    return row + 1
