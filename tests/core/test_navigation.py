"""The rail shows each person their rooms, and asks the database little."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.navigation import Navigation
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


def labels(user, path="/desk/"):
    return [[str(entry.label) for entry in group.entries] for group in Navigation(user, path).groups]


def test_people_see_the_rooms_they_have_a_right_to(reader, officer, administrator):
    cooperation = ["Networks", "Activities", "Work plans", "Proposals"]
    quality = ["Plan", "Follow-ups", "Actions", "Reports"]
    insights = ["Insights", "Key figures", "Findings", "Dossiers and reports"]
    assert labels(reader) == [["My desk", "Calendar"], ["Agreements", "Partners"], cooperation, quality, insights]
    assert labels(officer) == [
        ["My desk", "Calendar"],
        ["Agreements", "Renewals", "Partners", "Assessments", "Requests", "Mail to partners"],
        ["Mobility", "Application rounds", "Grant projects", "BIPs", *cooperation],
        quality,
        insights,
        ["Letter templates", "Guidelines", "Imports", "People and units", "Handing over", "Sent mail", "Nights"],
    ]
    assert "Agreements" not in [label for group in labels(administrator) for label in group]


def test_the_present_room_is_marked_on_its_pages_and_no_other(officer):
    for path, current in [("/agreements/7/edit/", ["Agreements"]), ("/desk/", ["My desk"]), ("/nowhere/", [])]:
        groups = Navigation(officer, path).groups
        assert [str(entry.label) for group in groups for entry in group.entries if entry.is_current] == current


def test_counts_are_what_the_person_may_see(coordinator, outsider, unit):
    AgreementFactory(responsible_unit=unit, state="draft")
    AgreementFactory(responsible_unit=unit, state="active")
    AgreementFactory(responsible_unit=unit, state="ended")

    def counted(user):
        return next(
            entry.count
            for group in Navigation(user, "/").groups
            for entry in group.entries
            if entry.label == "Agreements"
        )

    assert counted(coordinator) == 2
    assert counted(outsider) == 1


def test_counts_are_asked_once_a_minute_for_a_person(officer, django_assert_num_queries):
    first = labels(officer)
    with django_assert_num_queries(0):
        assert labels(officer, "/agreements/") == first


def test_public_pages_ask_nothing_for_the_rail(client):
    page = client.get("/")
    assert page.status_code == 200
    assert b'class="rail"' not in page.content


def test_the_desk_counts_what_waits_now_and_says_so(browser_of, head, coordinator, unit):
    yesterday = timezone.localdate() - timedelta(days=1)
    AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=yesterday)
    AgreementFactory(responsible_unit=unit, state="in_review")
    for user, overdue in ((coordinator, "1 overdue</a>"), (head, "")):
        page = browser_of(user, counts=True).get("/desk/").content.decode()
        assert '1<span class="visually-hidden"> overdue or waiting for your decision</span>' in page
        assert overdue in page


def test_the_count_follows_at_once_what_the_person_did(browser_of, coordinator, unit):
    yesterday = timezone.localdate() - timedelta(days=1)
    agreement = AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=yesterday)
    client = browser_of(coordinator)
    assert "1 overdue</a>" in client.get("/desk/").content.decode()
    client.post(f"/dates/agreements.end/{agreement.pk}/not-needed/", {"reason": "it is renewed"})
    assert "overdue</a>" not in client.get("/desk/").content.decode()
