"""Partners and search in a real browser: axe finds nothing, they fit, and work by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.axe import accessibility_faults
from tests.partners.factories import ContactFactory, HomeInstitutionFactory, InstitutionFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def partner():
    """A partner with everything its page can show."""
    HomeInstitutionFactory()
    partner = InstitutionFactory(
        name="Politechnika Łódzka",
        city="Łódź",
        erasmus_code="PL LODZ02",
        pic="999886671",
        website="https://www.p.lodz.pl",
        charter_starts_on="2021-01-01",
        charter_ends_on="2029-12-31",
        description="A large technical university.",
        remarks="Ask early.",
        aliases=["Lodz University of Technology"],
    )
    InstitutionFactory(name="Former college", succeeded_by=partner)
    ContactFactory(institution=partner, name="Exchange desk", valid_to="2020-01-01")
    return partner


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, partner, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    base = f"/partners/{partner.pk}"
    addresses = [
        "/partners/",
        "/partners/?country=SE&status=active&scope=all",
        "/partners/?q=politecnika",
        f"{base}/",
        f"{base}/contacts/",
        f"{base}/history/",
        f"{base}/edit/",
        f"{base}/contacts/new/",
        "/partners/new/",
        "/search/",
        "/search/?q=lodz",
        "/search/?q=politecnika",
    ]
    for address in addresses:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_search_answers_as_one_types_and_by_keyboard_alone(open_browser, partner, reader):
    page = open_browser(reader)
    page.goto("/partners/")
    page.keyboard.press("/")
    page.keyboard.type("łódź")
    page.wait_for_selector("#find-results a")
    assert accessibility_faults(page) == []
    for _press in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#find-results') !== null"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/partners/{partner.pk}/")


def test_contact_is_removed_after_a_question(open_browser, partner, officer):
    page = open_browser(officer)
    page.goto(f"/partners/{partner.pk}/contacts/")
    page.get_by_role("button", name="Remove Exchange desk").click()
    expect(page.locator("h1")).to_have_text("Remove Exchange desk?")
    page.get_by_role("button", name="Remove the contact").click()
    expect(page.get_by_text("The contact is removed.")).to_be_visible()
