"""Columns and shared views in a real browser: without scripts, by keyboard, on a telephone; axe finds nothing."""

import pytest
from playwright.sync_api import expect

from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def row(unit, coordinator):
    partners = [InstitutionFactory(name="Politechnika Łódzka")]
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, partners=partners, number="N-1")


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_columns_are_chosen_and_kept_in_a_view_that_is_shared(open_browser, row, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    page.goto("/agreements/")
    page.get_by_role("link", name="Choose columns").click()
    page.get_by_label("Place of Number").wait_for()
    look(page, width)
    page.get_by_label("Number", exact=True).check()
    page.get_by_label("Place of Number").fill("1")
    page.get_by_label("Place of Partner").fill("2")
    page.get_by_role("button", name="Show these columns").press("Enter")
    page.get_by_role("link", name="N-1").wait_for()
    look(page, width)
    page.locator("details.view-menu summary").click()
    page.get_by_label("Name of the view").fill("By number")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("details.view-menu summary").click()
    look(page, width)
    page.get_by_role("link", name="Rename or share “By number”").click()
    page.get_by_label("Shared with").wait_for()
    look(page, width)
    page.get_by_label("Shared with").select_option(label="Everyone at The university")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_text("The changes are saved.").wait_for()
    expect(page.get_by_role("link", name="N-1")).to_have_count(1)


def test_columns_are_chosen_without_scripts(open_browser, row, officer):
    page = open_browser(officer, scripts=False)
    page.goto("/agreements/?choose=columns")
    page.get_by_label("Kind", exact=True).uncheck()
    page.get_by_role("button", name="Show these columns").click()
    expect(page.get_by_role("button", name="Show these columns")).to_have_count(0)
    headings = page.locator("thead th").all_inner_texts()
    assert headings[1:3] == ["Partner ↑", "Field"]
    assert "Kind" not in headings
