"""An amendment in a real browser: from the page of the agreement to what was and what becomes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Amendment, ConditionField, ConditionLanguage
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.axe import accessibility_faults
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def in_force(unit, coordinator):
    agreement = AgreementFactory(
        responsible_unit=unit,
        title="Exchange with AGH",
        kind="erasmus",
        coordinator=coordinator,
        partners=[InstitutionFactory(name="AGH University of Krakow", city="Krakow")],
    )
    condition = ConditionFactory(agreement=agreement, first_year=2026, last_year=2028)
    field = IscedFieldFactory(code="0613", name_en="Software development")
    ConditionField.objects.create(condition=condition, isced_field=field, clarification="Game programming")
    ConditionLanguage.objects.create(condition=condition, language=LanguageFactory(), level="A2")
    return agreement


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_an_amendment_is_proposed_and_read(open_browser, in_force, coordinator, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    pages = [f"/agreements/{in_force.pk}/", f"/agreements/{in_force.pk}/amendments/new/"]
    for address in pages:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.get_by_label("Reason").fill("They ask for more places.")
    page.get_by_label("Takes effect on").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Go on to the conditions").click()
    page.locator("#id_row-0-people_per_year").fill("9")
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Save the proposal").last.click()
    page.locator("ins", has_text="9").wait_for()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Amendment.objects.get().proposals.get().people_per_year == 9
