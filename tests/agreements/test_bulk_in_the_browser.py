"""Many at once in a real browser: with and without scripts, by keyboard, on a telephone; axe finds nothing."""

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementState
from agreements.models import Agreement
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def rows(unit, coordinator):
    names = ("AGH University of Krakow", "Politechnika Łódzka", "University of Białystok")
    partners = [InstitutionFactory(name=name) for name in names]
    made = [
        AgreementFactory(responsible_unit=unit, coordinator=coordinator, partners=[partner]) for partner in partners
    ]
    draft = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, partners=partners[:1])
    return [*made, draft]


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_every_step_is_accessible_and_fits(open_browser, rows, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    page.goto("/agreements/")
    look(page, width)
    page.get_by_role("button", name="Change all 4 that match").click()
    page.get_by_label("Coordinator").wait_for()
    look(page, width)
    page.get_by_label("Coordinator").select_option(label=officer.name)
    page.get_by_label("Last day").fill("2031-06-30")
    page.get_by_role("button", name="Show what would change").first.click()
    page.get_by_text("1 row would change").wait_for()
    look(page, width)
    page.get_by_role("button", name="Change 1 row").click()
    page.get_by_text("1 row was changed").wait_for()
    look(page, width)
    assert Agreement.objects.filter(coordinator=officer, ends_on="2031-06-30").count() == 1


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_ticked_rows_are_changed_and_put_back(open_browser, rows, officer, scripts):
    page = open_browser(officer, scripts=scripts)
    page.goto("/agreements/")
    page.get_by_label("Tick Politechnika Łódzka").check()
    page.get_by_label("Tick University of Białystok").check()
    page.get_by_role("button", name="Change the ticked").click()
    page.get_by_label("Coordinator").select_option(label=officer.name)
    page.get_by_label("Reason").fill("New desk")
    page.get_by_role("button", name="Show what would change").first.click()
    page.get_by_role("button", name="Change 2 rows").click()
    page.get_by_text("2 rows were changed").wait_for()
    assert Agreement.objects.filter(coordinator=officer).count() == 2
    page.get_by_role("button", name="Undo all of it").click()
    page.get_by_text("2 rows are as they were").wait_for()
    assert not Agreement.objects.filter(coordinator=officer).exists()


def test_the_keyboard_ticks_all_of_the_page_and_the_button_counts(open_browser, rows, officer):
    page = open_browser(officer)
    page.goto("/agreements/")
    page.get_by_label("All on this page").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Change the ticked (4)")).to_have_count(1)
    page.get_by_label("Tick Politechnika Łódzka").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Change the ticked (3)").press("Enter")
    page.get_by_text("3 rows are chosen").wait_for()


def test_a_search_as_one_types_changes_what_all_means(open_browser, rows, officer):
    page = open_browser(officer)
    page.goto("/agreements/")
    page.get_by_role("searchbox", name="Search number, title, partner").fill("lodz")
    page.get_by_role("button", name="Change the 1 that matches").click()
    page.get_by_text("1 row is chosen").wait_for()
    page.get_by_label("Coordinator").select_option(label=officer.name)
    page.get_by_role("button", name="Show what would change").first.click()
    page.get_by_role("button", name="Change 1 row").click()
    page.get_by_text("1 row was changed").wait_for()
    assert [row.pk for row in Agreement.objects.filter(coordinator=officer)] == [rows[1].pk]
