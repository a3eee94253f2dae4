"""Agreements that wait for the partner: the list, its figures, its export, the date that is watched."""

import html
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from agreements.services.negotiation import EntryValues, correct_entry, log_entry, note_reminder
from reminders.desk import due_parts
from tests.agreements.factories import AgreementFactory, EntryFactory

pytestmark = pytest.mark.django_db

LIST = "/agreements/waiting/"


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def waiting(unit, coordinator):
    """Make an agreement at the partner: ``waiting(45)``."""

    def make(days, **fields):
        since = None if days is None else days_ago(days)
        given = {"responsible_unit": unit, "turn": "partner", "turn_since": since, "coordinator": coordinator}
        return AgreementFactory(**{**given, "title": f"Waits {days}", **fields})

    return make


def rows(response) -> list[str]:
    assert response.status_code == 200
    return [row.title for row in response.context["rows"]]


def figures(response) -> list[str]:
    return [figure["text"] for figure in response.context["figures"]]


def test_longest_waiting_first_and_what_is_left_out_is_counted(browser_of, officer, waiting, unit):
    waiting(30)
    waiting(31)
    waiting(90)
    waiting(None)
    waiting(200, state="ended")
    AgreementFactory(responsible_unit=unit, turn="ours", turn_since=days_ago(99), title="Ours")
    page = browser_of(officer).get(LIST)
    assert rows(page) == ["Waits 90", "Waits 31", "Waits None"]
    assert figures(page) == [
        "3 have waited for more than 30 days",
        "1 waits for less, not shown",
        "1 ended or withdrawn, not shown",
    ]
    browser = browser_of(officer)
    for figure, expected in zip(
        page.context["figures"][1:], (["Waits 90", "Waits 31", "Waits 30"], ["Waits 200"]), strict=True
    ):
        shown = rows(browser.get(LIST + figure["url"]))
        assert set(expected) <= set(shown)


@pytest.mark.parametrize(("days", "expected"), [("0", 3), ("30", 2), ("31", 1), ("89", 1), ("90", 0), ("3650", 0)])
def test_the_days_stand_in_the_address(browser_of, officer, waiting, days, expected):
    for since in (1, 31, 90):
        waiting(since)
    assert len(rows(browser_of(officer).get(f"{LIST}?days={days}"))) == expected


@pytest.mark.parametrize("days", ["-1", "abc", "9" * 30, "1e9", "3.5"])
def test_days_that_are_none_are_left_out_and_said(browser_of, officer, waiting, days):
    waiting(45)
    page = browser_of(officer).get(f"{LIST}?days={days}")
    assert rows(page) == ["Waits 45"]
    assert "was left out" in html.unescape(page.content.decode())


def test_an_empty_list_counts_who_waits_for_less(browser_of, officer, waiting):
    page = browser_of(officer).get(LIST)
    assert page.context["empty"]["heading"] == "No partner has the turn"
    waiting(3)
    waiting(4)
    page = browser_of(officer).get(LIST)
    assert page.context["empty"]["text"] == "2 wait for less, not shown"
    assert rows(browser_of(officer).get(page.context["empty"]["url"])) == ["Waits 4", "Waits 3"]


def test_nobody_sees_what_is_not_theirs(browser_of, waiting, reader, coordinator, outsider, other_unit):
    draft = waiting(50, state="draft", title="Secret")
    EntryFactory(agreement=draft, text="x")
    waiting(60, title="Registered")
    assert rows(browser_of(reader).get(LIST)) == ["Registered"]
    assert rows(browser_of(outsider).get(LIST)) == ["Registered"]
    assert figures(browser_of(outsider).get(LIST)) == ["1 has waited for more than 30 days"]
    assert rows(browser_of(coordinator).get(LIST)) == ["Registered", "Secret"]


def test_the_log_is_shown_to_those_who_may_read_it(browser_of, waiting, reader, coordinator):
    agreement = waiting(50)
    EntryFactory(agreement=agreement, kind="reminder", on=days_ago(9))
    EntryFactory(agreement=agreement, kind="meeting", on=days_ago(3))
    page = browser_of(coordinator).get(LIST).content.decode()
    assert "Meeting" in page
    assert "reminded" in page
    page = browser_of(reader).get(LIST).content.decode()
    assert "Meeting" not in page
    assert "reminded" not in page


def test_a_reminder_of_an_earlier_wait_is_not_told(browser_of, waiting, coordinator):
    EntryFactory(agreement=waiting(50), kind="reminder", on=days_ago(51))
    assert "reminded" not in browser_of(coordinator).get(LIST).content.decode()


def test_the_export_has_the_same_rows_and_nothing_of_the_log(browser_of, outsider, waiting):
    agreement = waiting(50)
    waiting(5)
    EntryFactory(agreement=agreement, kind="reminder", on=days_ago(9))
    address = f"{LIST}export/?format=csv&columns=title,since,last,reminded"
    body = b"".join(browser_of(outsider).get(address).streaming_content).decode()
    lines = body.strip().splitlines()
    assert len(lines) == 2
    assert "Waits 50" in lines[1]
    assert "Reminder" not in body
    assert str(days_ago(9)) not in body


def test_figures_of_the_list_lead_here(browser_of, officer, waiting):
    waiting(50)
    waiting(5)
    page = browser_of(officer).get("/agreements/?turn=partner")
    figure = next(figure for figure in page.context["figures"] if "waits for the partner" in figure["text"])
    assert figure["text"] == "1 waits for the partner for more than 30 days"
    assert rows(browser_of(officer).get(figure["url"])) == ["Waits 50"]


def test_the_desk_links_to_the_list(browser_of, coordinator, waiting):
    waiting(50)
    assert f'href="{LIST}"' in browser_of(coordinator).get(reverse("reminders:desk")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(browser_of, officer, waiting, django_assert_num_queries, count):
    for number in range(count):
        EntryFactory(agreement=waiting(40 + number), on=days_ago(number))
    browser = browser_of(officer)
    browser.get(LIST)
    with django_assert_num_queries(11):
        browser.get(LIST)


# --- the date that is watched --------------------------------------------------------------------


def due(person) -> list[tuple]:
    kinds = ("agreements.without_an_answer",)
    found = [row.date for part in due_parts(person) for row in part.rows if row.date.source_name in kinds]
    return [(row.title, row.due_on) for row in found]


def test_no_answer_after_thirty_days_is_the_coordinators_date(waiting, coordinator, outsider, officer):
    waiting(20)
    waiting(45)
    waiting(60, state="withdrawn")
    waiting(None)
    assert due(coordinator) == [("Waits 45", days_ago(15)), ("Waits 20", days_ago(-10))]
    assert due(outsider) == due(officer) == []


def test_a_reminder_moves_the_date_by_a_week(waiting, coordinator, browser_of):
    agreement = waiting(45)
    page = browser_of(coordinator).post(f"/agreements/{agreement.pk}/negotiation/remind/", follow=True)
    assert "reminder noted" in html.unescape(page.content.decode())
    assert due(coordinator) == [("Waits 45", days_ago(-7))]
    log_entry(agreement, actor=coordinator, given=EntryValues("reminder", days_ago(100)))  # of an earlier wait
    assert due(coordinator) == [("Waits 45", days_ago(-7))]


def test_a_reminder_that_was_none_moves_the_date_back(waiting, coordinator):
    agreement = waiting(45)
    entry = note_reminder(agreement, actor=coordinator)
    correct_entry(entry, actor=coordinator, given=EntryValues("call", entry.on))
    assert due(coordinator) == [("Waits 45", days_ago(15))]


def test_an_early_reminder_leaves_the_thirty_days(waiting, coordinator):
    agreement = waiting(5)
    note_reminder(agreement, actor=coordinator)
    assert due(coordinator) == [("Waits 5", days_ago(-25))]


def test_an_answer_ends_the_watching(waiting, coordinator):
    agreement = waiting(45)
    Agreement.objects.filter(pk=agreement.pk).update(turn="ours", turn_since=days_ago(0))
    assert due(coordinator) == []
