"""The openings and closings of the published rounds, for the calendars of students."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.conf import settings
from django.utils import timezone

from mobility.models import ApplicationRound
from tests.mobility.factories import ApplicationRoundFactory
from tests.reminders.rfc5545 import faults

pytestmark = pytest.mark.django_db

YEAR = timezone.now().year + 1
OPENS, CLOSES = datetime(YEAR, 2, 1, 8, tzinfo=UTC), datetime(YEAR, 4, 1, 21, 59, tzinfo=UTC)


@pytest.fixture
def coming(unit):
    return ApplicationRoundFactory(
        unit=unit,
        is_published=True,
        name_en="Autumn abroad",
        name_sv="Höst ute",
        opens_at=OPENS,
        closes_at=CLOSES,
        to_send_en="A transcript; a letter, one page",
        apply_address="https://apply.example.org/",
    )


def events(answer) -> list:
    assert answer.status_code == 200
    assert faults(answer.content) == []
    return icalendar.Calendar.from_ical(answer.content).events


def test_a_round_is_two_dates_with_place_and_link(client, coming, unit):
    opening, closing = events(client.get("/rounds/calendar.ics"))
    assert str(opening["summary"]) == "Applications open: Autumn abroad"
    assert str(closing["summary"]) == "Last time to apply: Autumn abroad"
    assert (opening["dtstart"].dt, closing["dtstart"].dt) == (OPENS, CLOSES)
    assert closing["dtstart"].params["TZID"] == "Europe/Stockholm"
    assert str(closing["location"]) == f"{unit.name}, {settings.INSTITUTION_SHORT_NAME}"
    assert str(closing["url"]) == f"{settings.SITE_URL}/rounds/{coming.pk}/"
    assert "https://apply.example.org/" in str(closing["description"])
    swedish = events(client.get(f"/sv/rounds/{coming.pk}/calendar.ics"))
    assert [str(each["url"]) for each in swedish] == [f"{settings.SITE_URL}/sv/rounds/{coming.pk}/"] * 2
    assert "Höst ute" in str(swedish[0]["summary"])


def test_what_is_not_shown_on_the_page_is_in_no_calendar(client, coming, unit):
    past = {"opens_at": timezone.now() - timedelta(days=9), "closes_at": timezone.now() - timedelta(days=1)}
    hidden = [ApplicationRoundFactory(unit=unit), ApplicationRoundFactory(unit=unit, is_published=True, **past)]
    assert len(events(client.get("/rounds/calendar.ics"))) == 2
    for each in hidden:
        assert client.get(f"/rounds/{each.pk}/calendar.ics").status_code == 404


def test_it_is_the_same_until_the_round_changes(client, coming):
    first = client.get("/rounds/calendar.ics")
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.get("/rounds/calendar.ics", headers={"if-none-match": first["ETag"]}).status_code == 304
    moved = ApplicationRound.objects.get(pk=coming.pk)
    moved.closes_at, moved.created_at = CLOSES + timedelta(days=7), moved.created_at - timedelta(minutes=5)
    moved.save()
    _opening, closing = events(client.get("/rounds/calendar.ics", headers={"if-none-match": first["ETag"]}))
    assert (closing["dtstart"].dt, closing["sequence"] >= 300) == (CLOSES + timedelta(days=7), True)


def test_the_page_leads_there_and_too_many_are_made_to_wait(client, coming, monkeypatch):
    page = client.get("/rounds/").content.decode()
    assert 'href="/rounds/calendar.ics"' in page
    assert f'href="/rounds/{coming.pk}/calendar.ics"' in page
    monkeypatch.setattr("finder.views.limits.MOST_OF_A_PLACE", 0)
    answer = client.get("/rounds/calendar.ics")
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


@pytest.mark.parametrize("count", [1, 3])
def test_the_calendar_takes_one_query(client, unit, count, django_assert_num_queries):
    ApplicationRoundFactory.create_batch(count, unit=unit, is_published=True)
    with django_assert_num_queries(2):
        assert len(events(client.get("/rounds/calendar.ics"))) == 2 * count
