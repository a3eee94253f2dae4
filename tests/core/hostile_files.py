"""Files nobody should send: each with the words of the sentence it must give."""

import io
import struct
import zipfile

import xlsxwriter


def archive_of(**parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def workbook_of(rows) -> bytes:
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = workbook.add_worksheet()
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(number, column, cell)
    workbook.close()
    return stream.getvalue()


def bomb() -> bytes:
    return archive_of(xl__workbook_xml="<workbook/>", xl__worksheets__sheet1_xml=b"0" * (300 << 20))


def bomb_that_lies() -> bytes:
    """The directory claims a thousand bytes where three hundred million wait."""
    data = bytearray(bomb())
    entry = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 1)
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    return bytes(data)


def far_cell() -> bytes:
    """Two cells at opposite corners of the largest sheet: seventeen thousand million cells when unfolded."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet()
    sheet.write_string(0, 0, "Code")
    sheet.write_string(1_048_575, 16_383, "x")
    workbook.close()
    return stream.getvalue()


def formula_without_result() -> bytes:
    data = workbook_of([["Code", "Name"], ["A", "One"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(
                    b"</sheetData>", b'<row r="3"><c r="A3"><f>A2&amp;"x"</f><v></v></c></row></sheetData>'
                )
            target.writestr(name, content)
    return stream.getvalue()


def shared_text() -> bytes:
    """One long text that 1,500 cells share: it is stored once, and read 1,500 times."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet()
    for row in range(1_500):
        sheet.write_string(row, 0, "x" * 30_000)
    workbook.close()
    return stream.getvalue()


HOSTILE_FILES = {
    "empty": (lambda: b"", "is empty"),
    "blank": (lambda: b"\n ; ;\n\n", "is empty"),
    "headings only": (lambda: b"Code;Name\n", "no rows below"),
    "no headings": (
        lambda: b"S_LUND01;Lund;2021;http://lu.se\nS_UMEA01;Umea;2022;http://umu.se\n",
        "Row 1 should name the columns",
    ),
    "renamed PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "This is a PDF file"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "This is a PNG file"),
    "web page": (lambda: b" <!DOCTYPE html><html></html>", "web page"),
    "programme": (lambda: b"\x00\x01\x02\x03;\x00\n" * 20, "no text has"),
    "broken encoding": (
        lambda: "Code;Name\nE_1;Málaga\nE_2;Cádiz\n".encode() + b"E_3;C\xf3rdoba\n",
        "damaged at line 4",
    ),
    "cut in a letter": (lambda: "Code;Name\nE_1;Cá".encode()[:-1], "damaged at line 2"),
    "open quotation": (lambda: b'Code;Name\nA;"One\n' + b"B;Two\n" * 40, "In row 2 a quotation mark"),
    "50,000 rows of text": (lambda: b"Code;Name\n" + b"A;One\n" * 50_000, "50,000 rows"),
    "50,000 rows of a workbook": (lambda: workbook_of([["Code", "Name"], *([["A", "One"]] * 50_000)]), "50,000 rows"),
    "twenty thousand columns": (lambda: b";".join([b"Code"] * 20_000) + b"\n" + b";".join([b"A"] * 20_000), "wide"),
    "a row of blanks without end": (lambda: b"Code;Name\n" + b";" * 2_000_000, "more than 2,000,000 cells"),
    "heading made to be slow": (lambda: b"Code;" + b"@." * 50_000 + b" x\nA;One\n", "Row 1 should name"),
    "text shared by many cells": (shared_text, "unpacks to far more"),
    "archive": (lambda: archive_of(readme_txt="hello"), "not a workbook"),
    "zip bomb": (bomb, "unpacks to far more"),
    "zip bomb that lies": (bomb_that_lies, "damaged"),
    "far cell": (far_cell, "too much memory"),
    "cut workbook": (lambda: workbook_of([["Code"], ["A"]])[:2000], "damaged"),
    "old workbook of nothing": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "damaged"),
    "formula without result": (formula_without_result, "Cell A3 holds a formula"),
    "workbook of nothing": (lambda: workbook_of([]), "no sheet of it has any text"),
}
