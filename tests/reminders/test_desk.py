"""Each person's desk shows what is theirs to see to, and nothing that is not theirs to see."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.enums import Role
from agreements.enums import Turn
from agreements.services.agreements import move_agreement
from core.following import follow
from reminders import desk
from reminders.arrangements import hand_over_date, rest_date
from reminders.dates import with_arrangements
from reminders.decisions import decisions_for
from reminders.desk import due_parts, overdue_count
from reminders.sources import WatchedDate, source
from reminders.waiting import at_partners_for
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory, InstitutionFactory
from tests.axe import accessibility_faults
from tests.days import in_days
from tests.mobility.factories import MobilityFactory, StayStepFactory, StepKindFactory


@pytest.fixture
def register(unit, other_unit, coordinator, outsider):
    """Dates of two units, one draft, one review, one at the partner."""
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Overdue", ends_on=in_days(-3))
    AgreementFactory(responsible_unit=unit, coordinator=None, title="Nobody's in particular", ends_on=in_days(25))
    AgreementFactory(responsible_unit=other_unit, coordinator=outsider, title="Theirs", ends_on=in_days(25))
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Far", ends_on=in_days(400))
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, title="Draft", ends_on=in_days(25), state="draft")
    AgreementFactory(responsible_unit=unit, title="Review me", state="in_review")
    AgreementFactory(
        responsible_unit=other_unit, title="With them", turn=Turn.PARTNER, turn_since=in_days(-34), ends_on=None
    )


def shown(user):
    return {part.key: [row.date.title for row in part.rows] for part in due_parts(user)}


@pytest.mark.usefixtures("register")
def test_a_coordinator_sees_their_own_and_their_units_dates(coordinator):
    assert shown(coordinator) == {"overdue": ["Overdue"], "month": ["Nobody's in particular"]}
    assert overdue_count(coordinator) == 1


@pytest.mark.usefixtures("register")
def test_other_units_dates_are_not_on_ones_desk(outsider, reader):
    assert shown(outsider) == {"overdue": ["With them"], "month": ["Theirs"]}  # the partner has not answered
    assert shown(reader) == {}
    assert (overdue_count(outsider), overdue_count(reader)) == (1, 0)


@pytest.mark.usefixtures("register")
def test_what_nobody_keeps_falls_to_the_office(officer, unit, coordinator):
    assert shown(officer) == {}
    coordinator.is_active = False
    coordinator.save(update_fields=["is_active"])
    assert shown(officer) == {"overdue": ["Overdue"], "month": ["Nobody's in particular"]}


def test_a_document_to_review_leads_to_its_agreement(unit, coordinator, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, coordinator=coordinator)
    DocumentFactory(agreement=agreement, title="Annex", review_on=in_days(0))
    page = browser_of(coordinator).get("/desk/")
    assert f'href="/agreements/{agreement.pk}/documents/"' in page.content.decode()
    assert f"Annex · {agreement.title}" in page.content.decode()


@pytest.mark.usefixtures("register")
def test_decisions_wait_for_those_who_may_make_them(head, officer, coordinator, outsider, reader):
    titles = {
        user: [waiting.title for waiting in decisions_for(user)]
        for user in (head, officer, coordinator, outsider, reader)
    }
    assert titles == {head: ["Review me"], officer: ["Review me"], coordinator: [], outsider: [], reader: []}


@pytest.mark.usefixtures("register")
def test_what_lies_with_partners_is_on_the_keepers_desk(officer, outsider, coordinator):
    assert [waiting.title for waiting in at_partners_for(officer)] == ["With them"]
    assert [waiting.title for waiting in at_partners_for(outsider)] == ["With them"]
    assert at_partners_for(coordinator) == []


def test_a_full_desk_says_that_more_follows(unit, coordinator, browser_of, monkeypatch):
    monkeypatch.setattr(desk, "MOST_ROWS", 2)
    for number in range(3):
        AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=in_days(-number - 1))
    page = browser_of(coordinator).get("/desk/").content.decode()
    assert "2+ overdue" in page
    assert "The calendar lists them all" in page
    monkeypatch.setattr(desk, "MOST_ROWS", 3)
    page = browser_of(coordinator).get("/desk/").content.decode()
    assert "3 overdue" in page
    assert "The calendar lists them all" not in page


def everything_on_the_desk(count, unit, coordinator, officer, reader):
    """``count`` of each thing a coordinator's desk can show; three steps or nominations stand as one."""
    partner, kind = InstitutionFactory(), StepKindFactory()
    for number in range(count):
        mine = {"responsible_unit": unit, "coordinator": coordinator}
        agreement = AgreementFactory(**mine, ends_on=in_days(number), turn=Turn.PARTNER)
        DocumentFactory(agreement=agreement, review_on=in_days(-number - 1))
        resting, handed = AgreementFactory(**mine, ends_on=in_days(9)), AgreementFactory(ends_on=in_days(9), **mine)
        handed_here = AgreementFactory(responsible_unit=unit, coordinator=officer, ends_on=in_days(9))
        stay = MobilityFactory(
            unit=unit, partner=partner, coordinator=coordinator, starts_on=in_days(90), ends_on=in_days(120)
        )
        StayStepFactory(mobility=stay, kind=kind, due_on=in_days(9))
        rest_date(find(resting), actor=coordinator, until=in_days(3), reason="waiting for the dean")
        hand_over_date(find(handed), actor=coordinator, to=reader)
        hand_over_date(find(handed_here), actor=officer, to=coordinator)
        follow(resting, actor=coordinator)


def find(agreement):
    known = source("agreements.end")
    rows = known.watched(known.rows(timezone.localdate()).filter(pk=agreement.pk))
    return with_arrangements([WatchedDate(*rows.get())])[0]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("who", "query", "queries"), [("coordinator", "", 28), ("officer", "?person=everybody", 19)])
def test_the_desk_asks_the_same_number_of_queries(
    count, who, query, queries, unit, coordinator, officer, reader, browser_of, django_assert_num_queries
):
    everything_on_the_desk(count, unit, coordinator, officer, reader)
    client = browser_of({"coordinator": coordinator, "officer": officer}[who])
    client.get(f"/desk/{query}")  # navigation counts are remembered for a minute
    with django_assert_num_queries(queries):
        client.get(f"/desk/{query}")


def test_a_decision_is_made_on_the_desk_and_leads_back_to_it(head, unit, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, title="Review me", state="in_review")
    client = browser_of(head)
    page = client.get("/desk/").content.decode()
    assert f'action="/agreements/{agreement.pk}/approve/?asked=' in page
    after = client.post(f"/agreements/{agreement.pk}/approve/", {"next": "/desk/?kind=x"}, follow=True)
    agreement.refresh_from_db()
    assert agreement.state == "approved"
    assert after.request["PATH_INFO"] == "/desk/"
    assert "The state is now “Approved”." in after.content.decode()


def test_a_decision_that_needs_a_word_asks_for_it_and_leads_back_too(head, unit, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, state="in_review")
    client = browser_of(head)
    asks = client.post(f"/agreements/{agreement.pk}/send_back/", {"next": "/desk/"}).content.decode()
    assert '<input type="hidden" name="next" value="/desk/">' in asks
    told = {"next": "/desk/", "confirmed": "yes", "note": "Name the field."}
    assert client.post(f"/agreements/{agreement.pk}/send_back/", told)["Location"] == "/desk/"


def test_a_decision_taken_by_another_meanwhile_is_refused_on_the_desk(head, officer, unit, browser_of):
    agreement = AgreementFactory(responsible_unit=unit, state="in_review")
    move_agreement(agreement, "approve", actor=officer)
    after = browser_of(head).post(f"/agreements/{agreement.pk}/approve/", {"next": "/desk/"}, follow=True)
    assert "is not possible from the state “Approved”" in after.content.decode()


def test_the_desk_says_for_whom_one_stands_in(coordinator, outsider, browser_of):
    DelegationFactory(person=coordinator, substitute=outsider, starts_on=in_days(-1), ends_on=None, note="Ask AGH")
    page = browser_of(outsider).get("/desk/").content.decode()
    assert "You stand in for Coordinator until further notice: Ask AGH" in page


def test_what_one_follows_is_on_the_desk(reader, unit, browser_of):
    followed = AgreementFactory(responsible_unit=unit, title="Followed", ends_on=in_days(5))
    follow(followed, actor=reader)
    page = browser_of(reader).get("/desk/").content.decode()
    assert "What I follow" in page
    assert f'<a href="/agreements/{followed.pk}/">Followed</a>' in page


def test_the_desk_is_for_those_who_work_here(browser_of, person, university):
    assert browser_of().get("/desk/").status_code == 302
    reviewer = person(Role.EXTERNAL_REVIEWER, university)
    assert browser_of(reviewer).get("/desk/").status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("dark", [False, True])
def test_the_desk_in_a_browser_has_no_accessibility_faults(register, coordinator, open_browser, width, dark):
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto("/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\s*Good"))
    expect(page.get_by_text("Overdue", exact=True)).not_to_have_count(0)
    assert accessibility_faults(page) == []


@pytest.mark.parametrize(
    ("who", "heading", "leads_to"),
    [
        ("reader", "You keep no dates", "/agreements/"),
        ("coordinator", "Nothing is due", "/agreements/"),
        ("head", "Nothing is due", "/agreements/"),
        ("officer", "Nothing is due", "?person=everybody"),
        ("auditor", "You keep no dates", "?person=everybody"),
        ("administrator", "You keep no dates", ""),
    ],
)
def test_an_empty_desk_says_what_it_is_for_and_leads_where_one_may_go(request, browser_of, who, heading, leads_to):
    client = browser_of(request.getfixturevalue(who))
    empty = client.get("/desk/").context["empty"]
    assert (empty["heading"], empty["url"]) == (heading, leads_to)
    ways = [leads_to] if leads_to else [way["url"] for way in empty["further"]]
    assert {client.get(f"/desk/{way}" if way.startswith("?") else way).status_code for way in ways} == {200}


@pytest.mark.django_db(transaction=True)
def test_a_date_is_put_to_rest_in_its_row_without_leaving_the_desk(register, coordinator, open_browser):
    page = open_browser(coordinator)
    page.goto("/desk/")
    row = page.locator("#overdue .due")
    row.get_by_label("More about Overdue").click()
    row.get_by_text("Put to rest…").click()
    row.get_by_label("Why?").wait_for()
    assert accessibility_faults(page) == []
    row.get_by_role("link", name="Cancel").click()
    expect(row.get_by_label("Why?")).to_have_count(0)
    row.get_by_label("More about Overdue").press("Enter")
    row.get_by_text("Put to rest…").press("Enter")
    row.get_by_role("button", name="Put to rest").press("Enter")
    row.get_by_text("This field is required").wait_for()
    row.get_by_label("Why?").fill("waiting for the dean")
    row.get_by_label("Why?").press("Enter")
    page.get_by_text("“Overdue” rests until").wait_for()
    expect(page.locator("#overdue")).to_have_count(0)
    page.get_by_role("link", name="1 put aside").click()
    page.get_by_text("waiting for the dean (Coordinator)").wait_for()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Take up again").click()
    page.locator("#overdue .due").wait_for()


@pytest.mark.django_db(transaction=True)
def test_a_date_is_handed_over_without_scripts(register, coordinator, officer, open_browser):
    page = open_browser(coordinator, scripts=False)
    page.goto("/desk/")
    row = page.locator("#overdue .due")
    row.get_by_label("More about Overdue").click()
    row.get_by_text("Hand over…").click()
    page.get_by_label("To whom?").select_option(label="International officer · The university")
    page.get_by_role("button", name="Hand over").click()
    page.get_by_text("is International officer’s to see to now").wait_for()
    expect(page).to_have_url(re.compile(r"/desk/$"))
    expect(page.locator("#overdue")).to_have_count(0)


@pytest.mark.usefixtures("register")
def test_the_way_to_the_calendar_leads_to_what_the_desk_does_not_show(coordinator, browser_of):
    client = browser_of(coordinator)
    answer = client.get(client.get("/desk/").context["calendar_url"]).content.decode()
    assert "Far" in answer
    assert "Nobody’s in particular" not in answer
    assert "Nobody&#x27;s in particular" not in answer
