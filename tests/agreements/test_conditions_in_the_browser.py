"""The table of conditions in a real browser: rows are added in place, axe finds nothing, thirty rows stay usable."""

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementState
from agreements.models import ConditionField, ConditionLanguage
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.axe import accessibility_faults
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def many(unit, coordinator):
    """A draft with thirty conditions."""
    agreement = AgreementFactory(
        responsible_unit=unit,
        title="Exchange with a large partner",
        kind="erasmus",
        state=AgreementState.DRAFT,
        coordinator=coordinator,
        partners=[InstitutionFactory(name="AGH University of Krakow", city="Krakow")],
    )
    field, language = IscedFieldFactory(code="0613", name_en="Software development"), LanguageFactory()
    for number in range(30):
        condition = ConditionFactory(agreement=agreement, first_year=2026, last_year=2028, people_per_year=number + 1)
        ConditionField.objects.create(condition=condition, isced_field=field, clarification="Game programming")
        ConditionLanguage.objects.create(condition=condition, language=language, level="B2")
    return agreement


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_thirty_rows_fit_and_have_no_accessibility_fault(open_browser, many, coordinator, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    assert page.goto(f"/agreements/{many.pk}/conditions/").status == 200
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#id_row-0-people_per_year").fill("-1")
    page.get_by_role("button", name="Save the conditions").last.click()
    page.locator("#row-0.is-wrong").wait_for()
    assert accessibility_faults(page) == []


def test_rows_are_added_and_turned_round_in_their_place(open_browser, many, coordinator):
    page = open_browser(coordinator)
    page.goto(f"/agreements/{many.pk}/conditions/")
    page.locator("#id_row-0-people_per_year").fill("77")
    page.get_by_role("button", name="Other way of row 1", exact=True).click()
    page.locator("#id_row-31-kind").wait_for()
    expect(page.locator("#id_row-1-people_per_year")).to_have_value("77")
    page.get_by_role("button", name="Add a row").click()
    page.locator("#id_row-32-kind").wait_for()
    page.get_by_role("button", name="Save the conditions").last.click()
    page.get_by_text("31 conditions stand.").wait_for()
    assert many.conditions.filter(people_per_year=77).count() == 2
