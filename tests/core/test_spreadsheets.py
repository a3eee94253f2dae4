"""Tables from outside: the good ones keep their row numbers, the bad ones give one sentence."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter

from core.spreadsheets.delimited import decode
from core.spreadsheets.reading import read_table, read_table_file
from core.spreadsheets.table import UnreadableFile, column_letter
from core.spreadsheets.writing import harmless, write_xlsx
from tests.core.hostile_files import HOSTILE_FILES

POLISH = "Kod;Nazwa\nPL;Wyższa Szkoła Humanistyczna\nPL;Akademia w Wałczu\nPL;Śląski Uniwersytet, Łódź\n"
SPANISH = (
    "Code;Name\nE_CADIZ01;Universidad de Cádiz\nE_MALAGA01;Universidad de Málaga\nF_ALES02;École des Mines d'Alès\n"
)


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_gives_one_sentence(name):
    make, sentence = HOSTILE_FILES[name]
    with pytest.raises(UnreadableFile) as refusal:
        read_table(make())
    assert sentence in refusal.value.sentence


def test_what_no_database_can_hold_is_left_out_of_cells():
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet()
    for row, text in enumerate(["Code", "A_x0000_B", "C_x0001_D"]):
        sheet.write_string(row, 0, text.replace("_x", "&x"))
    workbook.close()
    table = read_table(_rewritten(stream.getvalue(), b"&amp;x", b"_x"))
    assert table.values_of("Code") == ["AB", "CD"]


def _rewritten(data: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with bytes of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return stream.getvalue()


def test_a_file_of_200_megabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UnreadableFile, match="at most 25"):
        read_table_file(path)


def test_a_missing_file_gives_a_sentence(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_table_file(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SPANISH, "utf-8"),
        (SPANISH, "utf-16"),
        (SPANISH, "cp1252"),
        (SPANISH, "mac_roman"),
        (POLISH, "utf-8"),
        (POLISH, "cp1250"),
    ],
)
def test_letters_survive_the_encodings_offices_use(text, encoding):
    assert decode(text.encode(encoding)) == (text, encoding)


def test_a_byte_order_mark_does_not_become_part_of_the_first_heading():
    assert read_table(SPANISH.encode("utf-8-sig")).columns == ("Code", "Name")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator):
    text = 'Code;Name;Remark\nA;"One; with, a separator | and\ttab";x\nB;Two;y\n'.replace(";", separator)
    assert [len(row.cells) for row in read_table(text.encode()).rows] == [3, 3]


def test_rows_keep_the_numbers_of_the_file():
    table = read_table(b'\nRegister 2024;;\n\nCode;Name;Web\nA;One;x\n\nB;"Two\nlines";y\n')
    assert table.heading_row == 4
    assert [(row.number, row["Name"]) for row in table.rows] == [(5, "One"), (7, "Two\nlines")]


def test_blank_and_repeated_headings_get_names_of_their_own():
    table = read_table(b"Web;;Web;Name\na;b;c;d;e\n")
    assert table.columns == ("Web", "Column B", "Web (2)", "Name", "Column E")


def test_a_cell_beginning_with_an_equals_sign_is_text():
    assert read_table(b"Name;Remark\nA;=1+1\n").rows[0]["Remark"] == "=1+1"


def test_a_workbook_comes_back_as_it_was_written():
    stream = io.BytesIO()
    write_xlsx(stream, ["Name", "Ends", "Places"], [["=HYPERLINK(1)", dt.date(2028, 9, 30), 3], ["Łódź", None, 2.5]])
    table = read_table(stream.getvalue())
    assert [tuple(row.cells.values()) for row in table.rows] == [
        ("=HYPERLINK(1)", "2028-09-30", "3"),
        ("Łódź", "", "2.5"),
    ]


def test_leading_blank_rows_of_a_workbook_count():

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet()
    sheet.write_row(2, 0, ["Code", "Name"])
    sheet.write_row(4, 0, ["A", "One"])
    workbook.close()
    table = read_table(stream.getvalue())
    assert (table.heading_row, table.rows[0].number) == (3, 5)


def test_formulas_give_their_stored_results():

    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["Code", "Name"])
    sheet.write_string(1, 0, "A")
    sheet.write_formula(1, 1, "=A2", None, "A University")
    workbook.close()
    assert read_table(stream.getvalue()).rows[0]["Name"] == "A University"


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_could_run_is_defused_in_csv(value):
    assert harmless(value) == f"'{value}"


def test_numbers_stay_numbers_in_csv():
    assert [harmless(value) for value in (-3, 2.5, None, "Malmö")] == ["-3", "2.5", "", "Malmö"]


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_in_a_spreadsheet(index, letter):
    assert column_letter(index) == letter
