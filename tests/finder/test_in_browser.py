"""The finder in a real browser: by mouse, by keyboard alone, on a telephone, without JavaScript, in both colours."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementState, Visibility
from core.pages import load_pages
from finder.networks.names import address_of
from networks.models import Network
from reference.loading import TABLES, load_table
from tests.agreements.factories import DocumentFactory, InstitutionFactory
from tests.axe import accessibility_faults
from tests.networks.factories import JointOfferFactory, NetworkFactory, NetworkMembershipFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site(offer, lodz, kyoto):
    """Three places to go, one of the past, and the house's texts; returns the partner with everything."""
    load_pages()
    lodz.website, lodz.description = "https://p.lodz.pl", "A university by the river."
    lodz.save()
    agreement = offer(lodz, levels=[6, 7], people=4, months=20, tuition_waived=True)
    DocumentFactory(agreement=agreement, title="Fact sheet", visibility=Visibility.PUBLIC)
    offer(kyoto, levels=[7], fields=["0715"], languages=[("en", "")], kind="student_exchange")
    vienna = InstitutionFactory(name="TU Wien", city="Wien", latitude="48.2", longitude="16.37")
    offer(vienna, levels=[6])
    offer(InstitutionFactory(name="Old Friend"), state=AgreementState.ENDED)
    eciu = NetworkFactory(name_en="ECIU University", short_name="ECIU", is_published=True)
    for member in (lodz, vienna):
        NetworkMembershipFactory(network=eciu, institution=member)
    JointOfferFactory(network=eciu, is_published=True)
    return lodz


@pytest.fixture
def watched(open_browser):
    """A page that remembers what went wrong in it and whom it asked."""

    def open_page(**kwargs):
        page = open_browser(None, **kwargs)
        page.faults, page.hosts = [], set()
        page.on("console", lambda line: page.faults.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("request", lambda request: page.hosts.add(urlsplit(request.url).hostname))
        return page

    return open_page


def settled(page, count):
    page.wait_for_function("count => document.querySelectorAll('#map .pin').length === count", arg=count)


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_has_an_accessibility_fault(site, watched, width, dark):
    page = watched(width=width, dark=dark)
    old = site.__class__.objects.get(name="Old Friend")
    network = Network.objects.get(short_name="ECIU")
    the_list = ["/", "/?level=master&country=PL&level=nonsense", "/sv/?view=map", "/?q=lodsz"]
    others = [
        f"/universities/{site.pk}/", f"/sv/universities/{old.pk}/", "/pages/accessibility/",
        "/pages/accessibility/report/", "/grant/?start_on=", "/university-networks/",
        address_of(network),
    ]  # fmt: skip
    for address in the_list + others if dark == (width == 390) else the_list:
        page.goto(address, wait_until="networkidle")
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} scrolls sideways"
    assert page.faults == []
    assert page.hosts == {"localhost"}


def test_choice_word_and_chip_change_list_map_number_and_address_together(site, watched):
    page = watched()
    page.goto("/")
    settled(page, 2)  # Kyoto has no known place
    expect(page.locator("#map-note")).to_have_text("1 partner has no known place and is in the list only.")
    page.get_by_role("checkbox", name="Bachelor").check()
    page.get_by_role("heading", name="2 universities").wait_for()
    expect(page).to_have_url(re.compile(r"/\?level=bachelor$"))
    expect(page.locator("#choice-level-bachelor")).to_be_focused()
    page.get_by_role("searchbox").fill("wien")
    page.get_by_role("heading", name="1 university").wait_for()
    settled(page, 1)
    expect(page).to_have_url(re.compile(r"/\?q=wien&level=bachelor$"))
    page.get_by_role("link", name="Take off: “wien”").click()
    page.get_by_role("heading", name="2 universities").wait_for()
    expect(page.get_by_role("searchbox")).to_have_value("")
    page.go_back()
    page.get_by_role("heading", name="1 university").wait_for()
    expect(page.get_by_role("searchbox")).to_have_value("wien")
    assert page.faults == []


def test_pin_leads_to_the_partner_by_keyboard(site, watched):
    page = watched()
    page.goto("/")
    settled(page, 2)
    page.get_by_role("button", name="TU Wien", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_text("TU Wien")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "TU Wien")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="TU Wien").wait_for()


def test_search_to_result_to_partner_by_keyboard_alone(site, watched):
    page = watched(width=390)
    page.goto("/")
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "ask-words":
            break
    page.keyboard.type("lodz")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 university").wait_for()
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Politechnika Łódzka":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Politechnika Łódzka").wait_for()
    expect(page.get_by_role("cell", name="People a year 4", exact=True)).to_be_visible()


def test_on_a_telephone_choices_are_a_sheet_and_the_map_a_switch(site, watched):
    page = watched(width=390, height=844)
    page.goto("/")
    expect(page.locator("#narrowing")).not_to_be_visible()
    page.get_by_role("button", name="Narrow the list").click()
    page.get_by_role("checkbox", name="Bachelor").check()
    page.get_by_role("button", name="Show 2 universities").click()
    expect(page.locator("#narrowing")).not_to_be_visible()
    expect(page.locator("#map")).not_to_be_visible()
    page.get_by_role("link", name="Show the map").click()
    page.locator("#map .pin").first.wait_for()
    expect(page.locator(".result").first).not_to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?level=bachelor&view=map$"))


def test_everything_but_the_map_works_without_javascript(site, watched):
    page = watched(scripts=False)
    page.goto("/")
    page.get_by_role("checkbox", name="Bachelor").check()
    page.get_by_role("searchbox").fill("lodz")
    page.get_by_role("button", name="Show 3 universities").click()
    page.get_by_role("heading", name="1 university").wait_for()
    page.get_by_role("link", name="Politechnika Łódzka").click()
    page.get_by_role("link", name="Svenska").click()
    page.get_by_role("link", name="Polen").click()
    expect(page).to_have_url(re.compile(r"/sv/\?country=PL$"))


def test_an_estimate_appears_beside_the_questions_and_can_be_shared_by_its_address(site, watched):
    for table in TABLES:
        load_table(table)
    page = watched(width=390)
    page.goto("/grant/?activity=student-studies")
    page.get_by_label("To which country").select_option(label="Germany")
    page.get_by_label("First day there").fill("2025-09-01")
    page.get_by_label("Last day there").fill("2026-01-18")
    page.get_by_label("Call of the project that pays").select_option("2025")
    page.get_by_role("button", name="Estimate").click()

    page.get_by_role("heading", name="about 2,576.00 €").wait_for()
    assert accessibility_faults(page) == []
    page.reload()
    page.get_by_role("heading", name="about 2,576.00 €").wait_for()
    assert page.faults == []
