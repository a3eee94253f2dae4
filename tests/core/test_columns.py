"""Chosen columns of a list: on the page, in the address and its views, in the export and what it says of itself."""

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from agreements.enums import AgreementState
from tests.agreements.factories import AgreementFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

LIST = "/agreements/"
CHOSEN = "columns=number,partner,ends"


@pytest.fixture
def rows(unit, coordinator):
    made = []
    for number, name in enumerate(("Alpha", "Beta", "Gamma"), start=1):
        partners = [InstitutionFactory(name=name, city="Gdańsk")]
        given = {"number": f"N-{number}", "ends_on": "2031-06-30", "coordinator": coordinator}
        made.append(AgreementFactory(responsible_unit=unit, partners=partners, **given))
    AgreementFactory(responsible_unit=unit, state=AgreementState.ENDED, number="N-9")
    return made


def test_the_page_shows_the_chosen_columns_in_their_order(browser_of, rows, officer):
    response = browser_of(officer).get(f"{LIST}?{CHOSEN}")
    assert [heading.label for heading in response.context["headings"]] == ["Number", "Partner", "Ends"]
    first = [cell.text for cell in response.context["rows"][0].cells]
    assert first == ["N-1", "Alpha", "30 Jun 2031"]
    page = response.content.decode()
    assert f'<a href="/agreements/{rows[0].pk}/">N-1</a>' in page
    assert '<input type="hidden" name="columns" value="number,partner,ends">' in page  # a filter keeps them


@pytest.mark.parametrize("asked", ["", "nothing", ",,,", "partner,partner", "__class__,pk", "partner," + "x" * 4000])
def test_columns_that_do_not_exist_are_left_out(browser_of, rows, officer, asked):
    response = browser_of(officer).get(f"{LIST}?columns={asked}")
    assert response.status_code == 200
    labels = [heading.label for heading in response.context["headings"]]
    assert labels == (["Partner"] if asked.startswith("partner") else labels)


def test_who_may_not_export_sees_the_page_as_it_comes(browser_of, rows, reader):
    response = browser_of(reader).get(f"{LIST}?{CHOSEN}")
    assert "Number" not in [heading.label for heading in response.context["headings"]]
    assert "Choose columns" not in response.content.decode()
    assert browser_of(reader).get(f"{LIST}?choose=columns").context["rows"]


def test_columns_are_chosen_by_ticks_and_numbers(browser_of, rows, officer):
    browser = browser_of(officer)
    page = browser.get(f"{LIST}?q=a&choose=columns&{CHOSEN}&page=2")
    assert [choice.name for choice in page.context["choices"]][:3] == ["number", "partner", "ends"]
    assert page.context["kept"] == [("q", "a")]
    sent = "choose=done&q=a&column=partner&column=number&column=ends&column=evil"
    sent += "&position-partner=2&position-number=1&position-ends=x&position-city=7"
    assert browser.get(f"{LIST}?{sent}")["Location"] == "/agreements/?q=a&columns=number%2Cpartner%2Cends"
    assert browser.get(f"{LIST}?choose=done&q=a")["Location"] == "/agreements/?q=a"


def test_a_saved_view_keeps_them(browser_of, rows, officer):
    browser = browser_of(officer)
    kept = browser.post("/saved-views/agreements/", {"name": "Ends", "query": CHOSEN, "next": LIST})
    assert next(cell.text for cell in browser.get(kept["Location"]).context["rows"][0].cells) == "N-1"


@pytest.mark.parametrize("count", [1, 3])
def test_chosen_columns_cost_the_same_for_one_row_and_three(
    browser_of, rows, officer, count, django_assert_num_queries
):
    address = f"{LIST}?columns=number,partner,city,country,field,tags,unit,who&q={'n' if count == 3 else 'alpha'}"
    browser = browser_of(officer)
    assert len(browser.get(address).context["rows"]) == count
    with django_assert_num_queries(8):
        browser.get(address)


def test_the_workbook_has_the_chosen_columns_and_says_what_it_contains(browser_of, rows, officer):
    query = f"{CHOSEN}&q=gdansk&kind=moc&sort=-ends&format=xlsx"
    content = b"".join(browser_of(officer).get(f"{LIST}export/?{query}").streaming_content)
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    table, account = (workbook.get_sheet_by_index(index).to_python() for index in (0, 1))
    assert table[0] == ["Number", "Partner", "Ends"]
    assert sorted(row[0] for row in table[1:]) == ["N-1", "N-2", "N-3"]
    said = dict(account)
    assert {name: said[name] for name in said if name != "Exported on"} == {
        "List": "Agreements",
        "Exported by": str(officer),
        "Filter: Search": "gdansk",
        "Filter: Kind": "MoC",
        "Order": "Ends, descending",
        "Columns": "Number, Partner, Ends",
        "Rows in this file": "3",
        "Rows left out that you may see": "1",
    }


def test_the_text_comes_with_what_it_contains_in_an_archive(browser_of, rows, officer):
    content = b"".join(browser_of(officer).get(f"{LIST}export/?{CHOSEN}&ended=shown&format=zip").streaming_content)
    archive = zipfile.ZipFile(io.BytesIO(content))
    table, account = sorted(archive.namelist())
    assert archive.read(table).decode("utf-8-sig").splitlines()[0] == "Number;Partner;Ends"
    assert "Filter: Ended: shown" in archive.read(account).decode("utf-8-sig")
    assert "Rows in this file: 4" in archive.read(account).decode("utf-8-sig")


def test_a_search_is_no_formula_in_the_account(browser_of, rows, officer):
    content = b"".join(browser_of(officer).get(f"{LIST}export/?q==1%2B1&format=xlsx").streaming_content)
    account = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(1).to_python()
    assert dict(account)["Filter: Search"] == "=1+1"
