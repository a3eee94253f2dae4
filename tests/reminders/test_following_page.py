"""The list of what a person follows: what happened last, which date comes next."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agreements.services.agreements import move_agreement
from core.following import follow
from reminders.following import followed_count, followed_rows
from reminders.models import Arrangement
from tests.agreements.factories import AgreementFactory, DocumentFactory, InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def dated(unit, coordinator):
    """An agreement that ends in a year, with a document for its keepers to review before."""
    agreement = AgreementFactory(responsible_unit=unit, title="Exchange with Lodz", ends_on=date(2027, 11, 30))
    DocumentFactory(agreement=agreement, title="Annex", review_on=date(2027, 1, 31))
    return agreement


def test_the_next_date_is_the_earliest_one_the_person_may_see(dated, reader, coordinator):
    for person in (reader, coordinator):
        follow(dated, actor=person)
    (own,) = followed_rows(coordinator, TODAY)
    assert (own.next_date.title, own.next_date.due_on) == ("Annex · Exchange with Lodz", date(2027, 1, 31))
    (shared,) = followed_rows(reader, TODAY)
    assert (shared.next_date.title, shared.next_date.due_on) == ("Exchange with Lodz", date(2027, 11, 30))


def test_a_date_that_is_settled_is_not_the_next_one(dated, coordinator):
    follow(dated, actor=coordinator)
    review = dated.documents.get()
    Arrangement.objects.create(
        source="agreements.document_review",
        object_id=review.pk,
        due_on=review.review_on,
        is_not_needed=True,
        reason="It was replaced.",
    )
    (row,) = followed_rows(coordinator, TODAY)
    assert row.next_date.source_name == "agreements.end"


def test_what_has_no_date_has_none(reader, unit):
    follow(AgreementFactory(responsible_unit=unit), actor=reader)
    follow(InstitutionFactory(), actor=reader)
    assert [row.next_date for row in followed_rows(reader, TODAY)] == [None, None]
    assert followed_count(reader) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_take_the_same_number_of_queries(count, unit, coordinator, django_assert_num_queries):
    for number in range(count):
        agreement = AgreementFactory(responsible_unit=unit, ends_on=TODAY + timedelta(days=number))
        DocumentFactory(agreement=agreement, review_on=TODAY)
        follow(agreement, actor=coordinator)
        follow(agreement.partner_parties[0].institution, actor=coordinator)
    coordinator.has_perm("core.search")  # rights are read once a request
    with django_assert_num_queries(8):  # follows, agreements, deeds, partners; dates of each kind, arrangements, moves
        assert len(followed_rows(coordinator, TODAY)) == 2 * count


def test_a_long_list_has_pages(unit, reader, browser_of, monkeypatch):
    monkeypatch.setattr("reminders.views.following.MOST_ROWS", 2)
    for number in range(3):
        follow(AgreementFactory(responsible_unit=unit, title=f"Number {number}"), actor=reader)
    client = browser_of(reader)
    first, second = (client.get("/following/", {"page": page}).content.decode() for page in (1, 2))
    assert "Number 2" in first
    assert "Number 0" not in first
    assert "Number 0" in second
    assert "3 things" in first
    assert client.get("/following/", {"page": "x"}).status_code == 200


def test_an_empty_list_says_how_to_begin(reader, browser_of):
    page = browser_of(reader).get("/following/").content.decode()
    assert "You follow nothing yet" in page


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_following_in_a_browser(dated, coordinator, officer, open_browser, width, dark):
    move_agreement(dated, "suspend", actor=officer, note="No students this year")
    page = open_browser(coordinator, width=width, dark=dark)
    page.goto(f"/agreements/{dated.pk}/")
    page.get_by_role("button", name="Follow").click()
    page.get_by_role("button", name="Following").wait_for()
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    move_agreement(dated, "resume", actor=officer)
    page.goto("/following/")
    expect(page.locator("body")).to_contain_text("resumed it")
    assert accessibility_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Follow no more").click()
    page.get_by_text("You follow nothing yet").wait_for()


@pytest.mark.django_db(transaction=True)
def test_following_needs_no_scripts(dated, coordinator, open_browser):
    page = open_browser(coordinator, scripts=False)
    page.goto(f"/agreements/{dated.pk}/")
    page.get_by_role("button", name="Follow").click()
    page.get_by_text("You follow “Exchange with Lodz” now").wait_for()
    page.get_by_role("button", name="Following").click()
    page.get_by_text("You do not follow “Exchange with Lodz” any more.").wait_for()
    assert followed_rows(coordinator) == []


def test_a_passed_date_that_waits_is_the_next_one(coordinator, unit):
    passed = timezone.localdate() - timedelta(days=3)
    follow(AgreementFactory(responsible_unit=unit, ends_on=passed), actor=coordinator)
    (row,) = followed_rows(coordinator)
    assert row.next_date.due_on == passed
