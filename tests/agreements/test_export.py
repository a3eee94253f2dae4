"""The list as a spreadsheet: the same rows, no formulas, no invisible agreements."""

import csv
import io
from contextlib import closing

import pytest
from python_calamine import CalamineWorkbook

from agreements.models import ConditionField
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.reference.factories import CountryFactory, IscedFieldFactory

EXPORT = "/agreements/export/"


def rows_of(response) -> list[list]:
    with closing(response):
        content = b"".join(response.streaming_content)
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_the_export_has_the_rows_of_the_list(browser_of, registered, draft, foreign_draft, coordinator, file_format):
    condition = ConditionFactory(agreement=registered)
    for code in ("0612", "0613"):
        ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code=code))
    header, *rows = rows_of(browser_of(coordinator).get(f"{EXPORT}?format={file_format}&q=lodz"))
    assert header[:5] == ["Number", "Title", "Partner", "City", "Country"]
    assert len(rows) == 1
    row = dict(zip(header, rows[0], strict=True))
    assert row["Title"] == "Exchange with Lodz"
    assert row["Partner"] == "Politechnika Łódzka"
    assert row["Kind"] == "Memorandum of Cooperation"
    assert row["Field"] == "Field 0612; Field 0613"
    assert row["State"] == "Active"
    assert row["Who"] == "Coordinator"


@pytest.mark.parametrize(("who", "titles"), [("coordinator", 2), ("officer", 3), ("auditor", 3), ("outsider", 2)])
def test_each_person_exports_what_they_see(request, browser_of, registered, draft, foreign_draft, who, titles):
    rows = rows_of(browser_of(request.getfixturevalue(who)).get(f"{EXPORT}?format=csv"))
    assert len(rows) - 1 == titles


@pytest.mark.parametrize("who", ["reader", "administrator"])
def test_the_export_needs_its_right(request, browser_of, who):
    assert browser_of(request.getfixturevalue(who)).get(EXPORT).status_code == 403


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "exe"])
def test_no_cell_runs_as_a_formula(browser_of, unit, officer, file_format):
    partner = InstitutionFactory(name="=HYPERLINK(1)", city="+1", country=CountryFactory())
    AgreementFactory(responsible_unit=unit, title="@SUM(A1)", partners=[partner])
    response = browser_of(officer).get(f"{EXPORT}?format={file_format}")
    row = rows_of(response)[1]
    if file_format == "csv":
        assert row[1:4] == ["'@SUM(A1)", "'=HYPERLINK(1)", "'+1"]
    else:
        assert row[1:4] == ["@SUM(A1)", "=HYPERLINK(1)", "+1"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_export_asks_the_same_number_of_queries(browser_of, unit, officer, django_assert_num_queries, count):
    for _number in range(count):
        AgreementFactory(responsible_unit=unit, partners=[InstitutionFactory(), InstitutionFactory()])
    client = browser_of(officer)
    with django_assert_num_queries(4):
        rows = rows_of(client.get(f"{EXPORT}?format=csv"))
    assert len(rows) == count + 1
