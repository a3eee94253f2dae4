"""The filters of a desk: an address that says what is asked, refuses what is not one's, and hides nothing unsaid."""

import re

import pytest
from playwright.sync_api import expect

from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.axe import accessibility_faults
from tests.days import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def dates(unit, faculty, other_unit, coordinator, outsider, officer):
    """An end and a review in the department, an end in the faculty above it, one elsewhere; each with its keeper."""
    here = AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Here", ends_on=in_days(5))
    DocumentFactory(agreement=here, title="Paper", review_on=in_days(6))
    AgreementFactory(responsible_unit=faculty, coordinator=coordinator, title="Above", ends_on=in_days(7))
    AgreementFactory(responsible_unit=other_unit, coordinator=outsider, title="Elsewhere", ends_on=in_days(8))


@pytest.fixture
def asked(browser_of):
    """What a person's desk shows for a query: titles, and the sentence of figures without the day."""

    def ask(user, **query):
        page = browser_of(user).get("/desk/", query)
        desk = page.context["desk"]
        titles = [row.date.title.partition(" · ")[0] for part in desk.parts for row in part.rows]
        return titles, [figure["text"] for figure in page.context["figures"][1:] if "left out" in figure["text"]]

    return ask


@pytest.mark.usefixtures("dates")
def test_kinds_and_units_narrow_and_say_what_they_leave_out(asked, coordinator, unit, faculty):
    assert asked(coordinator) == (["Here", "Paper", "Above"], [])
    assert asked(coordinator, kind="agreements.document_review") == (["Paper"], ["2 left out by the filters"])
    assert asked(coordinator, unit=unit.pk) == (["Here", "Paper"], ["1 left out by the filters"])
    assert asked(coordinator, unit=faculty.pk) == (["Here", "Paper", "Above"], [])
    assert asked(coordinator, unit=unit.pk, kind="agreements.end") == (["Here"], ["2 left out by the filters"])
    both = {"kind": ["agreements.end", "agreements.document_review"]}
    assert asked(coordinator, **both) == (["Here", "Paper", "Above"], [])


@pytest.mark.usefixtures("dates")
def test_the_office_looks_at_colleagues_and_at_everybody(asked, officer, auditor, outsider, coordinator):
    assert asked(officer) == ([], [])
    for reader in (officer, auditor):
        assert asked(reader, person=outsider.pk)[0] == ["Elsewhere"]
        assert asked(reader, person=coordinator.pk)[0] == ["Here", "Paper", "Above"]
        assert asked(reader, person="everybody")[0] == ["Here", "Paper", "Above", "Elsewhere"]
    everybody = asked(officer, person="everybody", kind="agreements.end")
    assert everybody == (["Here", "Above", "Elsewhere"], ["1 left out by the filters"])


@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize("who", ["reader", "coordinator", "head"])
@pytest.mark.parametrize("wanted", ["everybody", "outsider"])
def test_nobody_else_does(request, browser_of, outsider, who, wanted):
    user = request.getfixturevalue(who)
    wanted = outsider.pk if wanted == "outsider" else wanted
    page = browser_of(user).get("/desk/", {"person": wanted})
    assert page.context["desk"].is_own
    assert "Only the office may look at the desks of others" in page.content.decode()
    assert "Elsewhere" not in page.content.decode()


@pytest.mark.usefixtures("dates")
def test_an_administrator_sees_nothing_of_the_business_that_way(asked, administrator, coordinator):
    assert asked(administrator, person="everybody") == ([], [])
    assert asked(administrator, person=coordinator.pk) == ([], [])


@pytest.mark.usefixtures("dates")
def test_a_colleagues_desk_shows_dates_and_nothing_else_of_theirs(browser_of, officer, coordinator, unit):
    AgreementFactory(responsible_unit=unit, state="in_review", title="For the head to decide")
    page = browser_of(officer).get("/desk/", {"person": coordinator.pk}).content.decode()
    assert "Desk of Coordinator" in page
    assert "For the head to decide" not in page
    assert "Back to my desk" in page


@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize(
    "query", ["kind=nonsense", "unit=0", f"unit={'9' * 30}", "person=-1", "person=nobody", "unit=x&kind=y"]
)
def test_what_cannot_be_understood_is_said_and_left_out(browser_of, officer, query):
    page = browser_of(officer).get(f"/desk/?{query}")
    assert page.status_code == 200
    assert "was left out:" in page.content.decode()


@pytest.mark.usefixtures("dates")
def test_an_empty_result_leads_back_to_everything(browser_of, officer, coordinator):
    address = f"/desk/?person={coordinator.pk}&kind=agreements.notice"
    empty = browser_of(officer).get(address).context["empty"]
    assert (empty["heading"], empty["url"]) == ("Nothing matches", f"?person={coordinator.pk}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize("scripts", [True, False])
def test_the_chips_work_with_scripts_and_without(officer, coordinator, open_browser, scripts):
    page = open_browser(officer, scripts=scripts)
    page.goto("/desk/")
    page.locator("details.chip summary", has_text="Person").click()
    page.get_by_label("Everybody’s dates").check()
    page.locator("details.chip[open]").get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Everybody’s dates").wait_for()
    expect(page).to_have_url(re.compile(r"person=everybody"))
    expect(page.locator(".due")).to_have_count(4)
    page.locator("details.chip summary", has_text="Kind").click()
    page.get_by_label("Document to review").check()
    page.locator("details.chip[open]").get_by_role("button", name="Show").click()
    page.get_by_text("3 left out by the filters").wait_for()
    expect(page.locator(".due")).to_have_count(1)
    page.get_by_label("Take off Kind").click()
    page.locator(".due").nth(3).wait_for()
    expect(page).not_to_have_url(re.compile(r"kind="))


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("dates")
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_everybodys_dates_have_no_accessibility_faults(officer, open_browser, width, dark):
    page = open_browser(officer, width=width, dark=dark)
    page.goto("/desk/?person=everybody")
    page.locator("details.menu summary").nth(1).click()
    assert accessibility_faults(page) == []
