"""Absences in a real browser: axe finds nothing, pages fit, it works by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from accounts.enums import Role
from accounts.models import Delegation
from tests.accounts.factories import DelegationFactory
from tests.axe import accessibility_faults
from tests.days import in_days

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def anna(person, unit):
    return person(Role.COORDINATOR, unit, name="Anna Berg", title="International coordinator")


@pytest.fixture
def bo(person, unit):
    return person(Role.READER, unit, name="Bo Ek")


@pytest.fixture
def absences(anna, bo, officer):
    """Away now, to come and over; and standing in for a colleague."""
    DelegationFactory(
        person=anna, substitute=bo, starts_on=in_days(-3), ends_on=in_days(9), note="Call me if Lodz answers"
    )
    DelegationFactory(person=anna, substitute=officer, starts_on=in_days(40), ends_on=None)
    DelegationFactory(person=anna, substitute=bo, starts_on=in_days(-90), ends_on=in_days(-80), note="Conference")
    DelegationFactory(person=officer, substitute=anna, starts_on=in_days(-1), ends_on=in_days(6), note="Nothing urgent")
    return Delegation.objects.on(in_days(0)).get(person=anna)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_have_no_accessibility_fault_and_fit(open_browser, absences, anna, bo, officer, width, dark):
    pages = [
        (anna, "/people/me/"),
        (bo, "/people/me/"),
        (anna, f"/people/{anna.pk}/substitutes/"),
        (anna, f"/people/{anna.pk}/substitutes/new/"),
        (anna, f"/people/substitutes/{absences.pk}/edit/"),
        (bo, f"/people/{bo.pk}/substitutes/"),
        (officer, f"/people/{anna.pk}/substitutes/"),
        (officer, "/people/"),
    ]
    browsers = {user: open_browser(user, width=width, dark=dark) for user in (anna, bo, officer)}
    for user, address in pages:
        page = browsers[user]
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_substitute_is_named_without_scripts_after_a_mistake_and_sent_home_again(open_browser, anna, bo):
    page = open_browser(anna, scripts=False)
    page.goto("/people/me/")
    page.get_by_role("link", name="Name a substitute").click()
    page.get_by_label("Substitute").select_option(label="Bo Ek · Computer Science")
    page.get_by_label("First day away").fill(in_days(5).isoformat())
    page.get_by_label("Last day away").fill(in_days(2).isoformat())
    page.get_by_role("button", name="Name the substitute").click()
    expect(page.locator("#error-summary")).to_contain_text("The last day away is before the first")
    expect(page.get_by_label("Substitute")).to_have_value(str(bo.pk))
    page.get_by_label("Last day away").fill(in_days(8).isoformat())
    page.get_by_role("button", name="Name the substitute").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Bo Ek")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="End the absence").click()
    assert page.get_by_role("heading", name="No absence now or to come").is_visible()
    assert not Delegation.objects.exists()


def test_name_of_who_is_away_stands_in_the_menu_by_keyboard(open_browser, absences, bo):
    page = open_browser(bo)
    page.goto("/partners/")
    page.locator(".me details summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You stand in for Anna Berg until")).to_be_visible()
    assert accessibility_faults(page) == []
