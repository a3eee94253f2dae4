"""Due diligence in a real browser: axe finds nothing, pages fit, a decision takes two presses and no scripts."""

import pytest
from playwright.sync_api import expect

from partners.models import CountrySignal
from partners.services.deciding import decide_assessment, place_for
from tests.axe import accessibility_faults
from tests.partners.factories import NamedInstitutionFactory, SetAsideFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def everything(draft, submitted, nanjing, petersburg, officer, head):
    """A restricted partner, one assessment decided with conditions, one that waits."""
    NamedInstitutionFactory(name=petersburg.name, country=petersburg.country)
    SetAsideFactory(institution=petersburg, signal=CountrySignal.objects.get(country="RU"), set_by=officer)
    decided = submitted(ties="some")
    decide_assessment(place_for(officer, decided), actor=officer, outcome="approved", note="We know them.")
    place = place_for(head, decided)
    decided = decide_assessment(place, actor=head, outcome="conditions", conditions="No laboratories.")
    return {"decided": decided, "waiting": submitted(petersburg, ties="serious"), "draft": draft(nanjing)}


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, everything, petersburg, nanjing, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    addresses = [
        "/partners/assessments/",
        "/partners/assessments/?state=submitted&level=high&q=petersb",
        "/partners/named/",
        petersburg.due_diligence_url,
        nanjing.due_diligence_url,
        f"/partners/{nanjing.pk}/",
        everything["decided"].get_absolute_url(),
        everything["waiting"].get_absolute_url(),
        everything["draft"].get_absolute_url(),
        f"{everything['decided'].get_absolute_url()}history/",
        f"{everything['draft'].get_absolute_url()}edit/",
    ]
    for address in addresses:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize("scripts", [True, False])
def test_high_risk_is_decided_from_the_desk_in_two_presses(open_browser, everything, security, scripts):
    page = open_browser(security, scripts=scripts)
    page.goto("/desk/")
    page.get_by_role("button", name="Approve").first.click()
    page.get_by_label("Note").wait_for()
    assert accessibility_faults(page) == [] if scripts else True
    page.get_by_label("Note").fill("Individuals only.")
    page.get_by_role("button", name="Approve").click()
    page.wait_for_url("**/desk/")
    expect(page.get_by_text("Your decision is noted")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).not_to_be_visible()
    page.goto(everything["waiting"].get_absolute_url())
    expect(page.get_by_text("Individuals only.")).to_be_visible()


def test_questionnaire_is_filled_in_by_keyboard_and_says_what_is_missing(open_browser, nanjing, coordinator):
    page = open_browser(coordinator)
    page.goto(f"/partners/{nanjing.pk}/due-diligence/")
    page.get_by_role("link", name="Start an assessment").click()
    page.get_by_label("Occasion").fill("Exchange")
    page.get_by_role("group", name="Purpose and motive").get_by_label("No concern").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Students asked for it.")
    page.get_by_role("button", name="Save the draft").click()
    page.wait_for_url("**/partners/assessments/*/")
    expect(page.get_by_text("Still to be answered: Balance of benefit")).to_be_visible()
    expect(page.get_by_text("Students asked for it.")).to_be_visible()


def test_on_paper_the_answers_stand_without_the_ways_to_act(open_browser, everything, officer):
    page = open_browser(officer)
    page.goto(everything["decided"].get_absolute_url())
    page.emulate_media(media="print")
    expect(page.get_by_text("About purpose.")).to_be_visible()
    expect(page.get_by_text("No laboratories.").first).to_be_visible()
    expect(page.get_by_role("link", name="History")).not_to_be_visible()
