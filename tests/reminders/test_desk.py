"""Each person's desk shows what is theirs to see to, and nothing that is not theirs to see."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import Turn
from reminders import desk
from reminders.decisions import decisions_for
from reminders.desk import at_partners_for, due_parts, overdue_count
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.axe import accessibility_faults


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


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
    assert shown(outsider) == {"month": ["Theirs"]}
    assert shown(reader) == {}
    assert (overdue_count(outsider), overdue_count(reader)) == (0, 0)


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


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_the_same_number_of_queries(count, unit, coordinator, browser_of, django_assert_num_queries):
    for number in range(count):
        agreement = AgreementFactory(
            responsible_unit=unit, coordinator=coordinator, ends_on=in_days(number), turn=Turn.PARTNER
        )
        DocumentFactory(agreement=agreement, review_on=in_days(number))
    client = browser_of(coordinator)
    client.get("/desk/")  # navigation counts are remembered for a minute
    with django_assert_num_queries(18):
        client.get("/desk/")


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
    assert page.get_by_role("heading", level=1).inner_text().startswith("Good")
    assert page.get_by_text("Overdue", exact=True).count() >= 1
    assert accessibility_faults(page) == []


@pytest.mark.parametrize(("who", "offered"), [("reader", True), ("administrator", False)])
def test_an_empty_desk_leads_only_where_one_may_go(request, browser_of, who, offered):
    page = browser_of(request.getfixturevalue(who)).get("/desk/").content.decode()
    assert ("See the agreements" in page) is offered
