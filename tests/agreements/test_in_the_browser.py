"""The pages in a real browser: axe finds nothing; keyboard, telephone and a browser without scripts work."""

import re

import pytest
from playwright.sync_api import expect

from agreements.enums import AgreementState
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory, InstitutionFactory, home
from tests.axe import accessibility_faults
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, False), (1440, True), (390, True)]


@pytest.fixture
def rich(unit, coordinator):
    """An agreement in review with everything a page can show."""
    agreement = AgreementFactory(
        responsible_unit=unit,
        title="Memorandum with the Technical University",
        state=AgreementState.IN_REVIEW,
        coordinator=coordinator,
        ends_on="2031-12-31",
        turn="ours",
        turn_since="2026-01-01",
        partners=[InstitutionFactory(name="AGH University")],
    )
    condition = ConditionFactory(agreement=agreement, terms="In the spring.")
    ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code="0613"))
    ConditionLanguage.objects.create(condition=condition, language=LanguageFactory(), level="B2")
    DocumentFactory(agreement=agreement, review_on="2026-02-01")
    AgreementFactory(responsible_unit=unit, kind="internship", parent=agreement, title="Internships")
    return agreement


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, rich, officer, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    base = f"/agreements/{rich.pk}"
    the_list = ["/agreements/", "/agreements/?country=PL&q=agh", "/agreements/?q=nothing"]
    others = [
        f"{base}/",
        f"{base}/documents/",
        f"{base}/history/",
        f"{base}/edit/",
        f"{base}/documents/new/",
        f"{base}/conditions/new/",
        "/agreements/new/",
        "/agreements/new/?kind=student_exchange",
    ]
    for address in the_list + others if dark == (width == 390) else the_list:
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_a_refused_form_leads_to_its_fields(open_browser, rich, officer):
    page = open_browser(officer)
    page.goto("/agreements/new/?kind=moc")
    page.get_by_role("button", name="Save and go on").last.click()
    page.wait_for_selector("#error-summary")
    assert accessibility_faults(page) == []
    page.locator("#error-summary a").first.click()
    expect(page).to_have_url(re.compile(r"#id_responsible_unit$"))


def test_the_list_answers_as_one_types(open_browser, rich, officer):
    page = open_browser(officer)
    page.goto("/agreements/")
    page.get_by_role("searchbox", name="Search number, title, partner").fill("krak")
    page.wait_for_url("**q=krak**")
    expect(page.get_by_role("link", name="AGH University")).to_have_count(1)
    page.get_by_role("searchbox", name="Search number, title, partner").fill("zzz")
    page.get_by_text("Nothing matches").wait_for()
    expect(page.locator("#list-head")).to_contain_text("0 in force")


def test_an_agreement_is_made_by_keyboard(open_browser, coordinator, unit):
    home()
    InstitutionFactory(name="AGH University", city="Kraków")
    page = open_browser(coordinator)
    page.goto("/agreements/new/?kind=mou")
    page.get_by_label("Find the partner").fill("krako")
    page.get_by_role("button", name="AGH University").wait_for()
    page.get_by_label("Find the partner").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take off AGH University").wait_for()
    page.get_by_label("Their unit").press("Enter")
    page.get_by_role("heading", name="How long").wait_for()
    assert Agreement.objects.get().partner_name == "AGH University"


def test_everything_works_without_scripts(open_browser, coordinator, unit):
    home()
    InstitutionFactory(name="AGH University", city="Kraków")
    IscedFieldFactory(code="0613")
    LanguageFactory()
    page = open_browser(coordinator, scripts=False)
    page.goto("/agreements/new/?kind=erasmus")
    page.get_by_label("Find the partner").fill("krako")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="AGH University").click()
    page.get_by_role("button", name="Save and go on").last.click()
    page.get_by_label("Last day", exact=True).fill("2028-09-30")
    page.get_by_role("button", name="Save and stop here").click()
    page.get_by_role("link", name="Add a condition").click()
    page.get_by_label("Both ways, with AGH University").check()
    page.get_by_label("Kind").select_option("student_studies")
    page.get_by_label("People a year").fill("2")
    page.get_by_label("0613").check()
    page.get_by_role("button", name="Add condition").click()
    page.get_by_role("button", name="Submit for review").click()
    page.get_by_text("The state is now “In review”.").wait_for()
    assert Condition.objects.count() == 2
    assert Agreement.objects.get().state == AgreementState.IN_REVIEW


def test_a_decision_is_two_presses_and_a_reason(open_browser, rich, head):
    page = open_browser(head, width=390)
    page.goto(f"/agreements/{rich.pk}/")
    page.get_by_role("button", name="Send back").click()
    page.get_by_label("Reason").wait_for()
    assert accessibility_faults(page) == []
    page.get_by_label("Reason").fill("The period is too long.")
    page.get_by_role("button", name="Send back").click()
    page.get_by_text("The state is now “Draft”.").wait_for()
    page.get_by_role("link", name="History").click()
    page.get_by_text("The period is too long.").wait_for()


def test_nothing_is_asked_of_other_hosts_and_nothing_is_blocked(open_browser, rich, officer, live_server):
    page = open_browser(officer)
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None
    )
    page.goto("/agreements/")
    page.goto(f"/agreements/{rich.pk}/conditions/new/")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
    assert complaints == []
