"""The secret address of a calendar: it gives one person's dates to whoever knows it, and nothing to anybody else."""

import logging
from dataclasses import replace
from datetime import timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.services import revoke_role
from core.errors import RightMissing
from core.limits import is_within
from core.logs import JsonLines
from reminders.enums import FeedScope
from reminders.feed.addresses import SALT, address_of, read_token, renew_address, switch_off
from reminders.models import FeedEntry, Subscription
from reminders.sources import _sources, source
from reminders.views import feed
from tests.agreements.factories import AgreementFactory
from tests.reminders.rfc5545 import faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_factsheets")]


@pytest.fixture
def subscription(coordinator):
    return renew_address(coordinator, actor=coordinator)


@pytest.fixture
def agreement(unit, coordinator):
    day = timezone.localdate() + timedelta(days=30)
    return AgreementFactory(responsible_unit=unit, coordinator=coordinator, ends_on=day, title="Łódź")


def path_of(subscription, scope=FeedScope.OWN, settings=None) -> str:
    return "/" + address_of(subscription, scope).split("/", 3)[3]


def token_of(subscription, scope=FeedScope.OWN) -> str:
    return path_of(subscription, scope).removeprefix("/calendar/feed/").removesuffix(".ics")


def test_an_address_gives_the_dates_without_signing_in(subscription, agreement):
    answer = Client().get(path_of(subscription))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'inline; filename="own.ics"'
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert answer["Content-Language"] == "en"
    assert not answer.cookies
    assert faults(answer.content) == []
    (found,) = icalendar.Calendar.from_ical(answer.content).events
    assert found["uid"] == f"agreements.end.{agreement.pk}@127.0.0.1"
    assert found["summary"] == "Agreement ends: Łódź"
    assert found["url"] == f"http://127.0.0.1:8000/agreements/{agreement.pk}/"


def test_it_speaks_the_persons_language_whoever_asks(subscription, agreement, coordinator):
    coordinator.language = "sv"
    coordinator.save(update_fields=["language"])
    answer = Client().get(path_of(subscription), headers={"Accept-Language": "de"})
    assert answer["Content-Language"] == "sv"
    assert b"PRODID:-//BTH//International portal//SV" in answer.content


def test_who_has_it_already_is_told_that_nothing_changed(subscription, agreement):
    client, path = Client(), path_of(subscription)
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert again["Cache-Control"] == "private, no-cache"
    agreement.title = "Another"
    agreement.save(update_fields=["title"])
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_each_scope_has_an_address_of_its_own(subscription):
    addresses = {address_of(subscription, scope) for scope in FeedScope}
    assert len(addresses) == 2
    for scope in FeedScope:
        assert read_token(token_of(subscription, scope)) == (subscription, scope)


def test_the_address_can_be_told_again(subscription):
    again = Subscription.objects.get(pk=subscription.pk)
    assert address_of(again, FeedScope.OWN) == address_of(subscription, FeedScope.OWN)


def test_a_renewed_address_stops_at_once(subscription, coordinator, agreement):
    old = path_of(subscription)
    renewed = renew_address(coordinator, actor=coordinator)
    assert path_of(renewed) != old
    assert Client().get(old).status_code == 404
    assert Client().get(path_of(renewed)).status_code == 200


def test_switched_off_nothing_answers_and_nothing_is_kept(subscription, coordinator, agreement):
    path = path_of(subscription)
    FeedEntry.objects.create(
        subscription=subscription, scope="own", source="x", object_id=1, due_on="2027-01-01", changed_at=timezone.now()
    )
    off = switch_off(coordinator, actor=coordinator)
    assert Client().get(path).status_code == 404
    assert address_of(off, FeedScope.OWN) == ""
    assert FeedEntry.objects.count() == 0


def test_who_may_not_sign_in_or_has_no_role_has_no_calendar(subscription, coordinator, unit):
    path = path_of(subscription)
    coordinator.is_active = False
    coordinator.save(update_fields=["is_active"])
    assert Client().get(path).status_code == 404
    coordinator.is_active = True
    coordinator.save(update_fields=["is_active"])
    assert Client().get(path).status_code == 200
    revoke_role(coordinator.memberships.get(), actor=None)
    assert Client().get(path).status_code == 404


def test_no_address_can_be_made_from_the_database_alone(subscription, coordinator, outsider):
    """Whoever reads the nonce knows no key; and a signature says whose it is, and for what."""
    good = token_of(subscription)
    value, _dot, signature = good.rpartition(".")
    others = renew_address(outsider, actor=outsider)
    forged = [
        "",
        "x",
        value,
        good[:-1],
        f"{good}x",
        f"{coordinator.pk}-units.{signature}",
        f"{outsider.pk}-own.{signature}",
        f"{coordinator.pk}-all.{signature}",
        f"{value}.{subscription.calendar_nonce}",
        f"{value}.{token_of(others).rpartition('.')[2]}",
        Signer(key="another key", sep=".", salt=f"{SALT}.{subscription.calendar_nonce}").sign(value),
        Signer(sep=".", salt=SALT).sign(value),
        Signer(sep=".", salt=f"{SALT}.0").sign("0-own"),
        Signer(sep=".", salt=f"{SALT}.").sign(value),
        f"{'9' * 30}-own.{signature}",
        f"٣-own.{signature}",
        f"-1-own.{signature}",
        "\U0001f600",
    ]
    assert [token for token in forged if read_token(token) is not None] == []
    for token in forged[1:]:
        assert Client().get(f"/calendar/feed/{token}.ics").status_code == 404, token
    assert read_token(good) is not None


def test_a_person_without_an_address_has_none(coordinator):
    """Not even one signed over the empty nonce."""
    Subscription.objects.create(user=coordinator)
    empty = Signer(sep=".", salt=f"{SALT}.").sign(f"{coordinator.pk}-own")
    assert read_token(empty) is None


def test_nobody_makes_an_address_for_somebody_else(coordinator, officer, person, university):
    reviewer = person(Role.EXTERNAL_REVIEWER, university)
    for act in (renew_address, switch_off):
        with pytest.raises(RightMissing):
            act(coordinator, actor=officer)
        with pytest.raises(RightMissing):
            act(reviewer, actor=reviewer)
    assert Subscription.objects.count() == 0


def test_too_many_askings_are_refused_for_a_while(subscription, agreement, monkeypatch):
    monkeypatch.setattr(feed, "MOST_OF_AN_ADDRESS", 2)
    client, path = Client(), path_of(subscription)
    assert [client.get(path).status_code for _number in range(3)] == [200, 200, 429]
    refused = client.get(path)
    assert refused["Retry-After"] == "60"
    assert client.get(path_of(subscription, FeedScope.UNITS)).status_code == 200
    monkeypatch.setattr(feed, "MOST_OF_A_PLACE", 1)
    assert client.get("/calendar/feed/guess.ics").status_code == 429


def test_a_limit_counts_each_key_for_itself_and_begins_anew(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("core.limits.time.time", lambda: now[0])
    assert [is_within("x", "a", most=2, seconds=60) for _number in range(3)] == [True, True, False]
    assert is_within("x", "b", most=2, seconds=60)
    assert is_within("y", "a", most=2, seconds=60)
    now[0] += 60
    assert is_within("x", "a", most=2, seconds=60)
    assert cache.get("limit:x:a:16") is None  # kept as a hash


def test_only_reading_is_possible_and_changes_nothing(subscription, agreement):
    client, path = Client(), path_of(subscription)
    assert client.head(path).status_code == 200
    assert {client.post(path).status_code, client.put(path).status_code, client.delete(path).status_code} == {405}
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    assert [query["sql"] for query in asked if not query["sql"].startswith(("SELECT", "(SELECT"))] == []


def test_the_secret_is_in_no_log(subscription, caplog):
    value, _dot, signature = token_of(subscription).rpartition(".")
    token = f"{value}.{signature[::-1]}"
    with caplog.at_level(logging.DEBUG):
        Client().get(f"/calendar/feed/{token}.ics")
    lines = [JsonLines().format(record) for record in caplog.records]
    assert any("/calendar/feed/[secret].ics" in line for line in lines)
    assert not any(signature[::-1][:20] in line for line in lines)


def test_the_page_makes_shows_renews_and_switches_off(coordinator, browser_of):
    client = browser_of(coordinator)
    page = client.get("/calendar/subscribe/").content.decode()
    assert "There is no address yet" in page
    assert ".ics" not in page

    client.post("/calendar/subscribe/begin/")
    subscription = coordinator.subscription
    page = client.get("/calendar/subscribe/").content.decode()
    for scope in FeedScope:
        address = address_of(subscription, scope)
        assert f'value="{address}"' in page
        assert f'href="webcal://{address.partition("://")[2]}"' in page
    client.post("/calendar/subscribe/begin/")
    assert address_of(Subscription.objects.get(), FeedScope.OWN) in page  # a second press breaks nothing

    asked = client.post("/calendar/subscribe/renew/")
    assert "stop working at once" in asked.content.decode()
    assert address_of(Subscription.objects.get(), FeedScope.OWN) in page
    client.post("/calendar/subscribe/renew/", {"confirmed": "yes"})
    assert address_of(Subscription.objects.get(), FeedScope.OWN) not in page

    client.post("/calendar/subscribe/off/", {"confirmed": "yes"})
    assert "There is no address yet" in client.get("/calendar/subscribe/").content.decode()
    assert client.post("/calendar/subscribe/renew/", {"confirmed": "yes"}).status_code == 404


def test_the_page_is_in_no_cache(subscription, coordinator, browser_of):
    page = browser_of(coordinator).get("/calendar/subscribe/")
    assert "no-store" in page["Cache-Control"]


def test_other_choices_of_the_person_stay(coordinator):
    Subscription.objects.create(user=coordinator, rhythm="weekly", silenced=["agreements.end"])
    renewed = renew_address(coordinator, actor=coordinator)
    assert (renewed.rhythm, renewed.silenced) == ("weekly", ["agreements.end"])


def test_a_programme_never_asks_in_the_clear(subscription, coordinator, browser_of, settings):
    settings.SITE_URL = "https://portal.example.org"
    page = browser_of(coordinator).get("/calendar/subscribe/").content.decode()
    assert page.count('href="webcals://portal.example.org/calendar/feed/') == 2
    assert "webcal:" not in page


@pytest.mark.logs_errors
def test_a_room_at_fault_makes_no_date_look_cancelled(subscription, agreement, monkeypatch):
    def broken(on):
        raise RuntimeError("the room is on fire")

    monkeypatch.setitem(_sources, "agreements.notice", replace(source("agreements.notice"), rows=broken))
    answer = Client().get(path_of(subscription))
    assert (answer.status_code, answer["Retry-After"]) == (503, "3600")
    assert b"VEVENT" not in answer.content
