"""What a calendar says day by day: dates come, move, rest, go and come back, and each change is told as one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import localtime
from django.utils.translation import override

from accounts.enums import Role
from accounts.services import grant_role, revoke_role
from agreements.models import Agreement, Document
from core.following import follow, unfollow
from reminders.enums import FeedScope
from reminders.feed import events, noting
from reminders.feed.addresses import renew_address
from reminders.feed.events import feed_of
from reminders.feed.noting import note_feed, note_feeds
from reminders.models import Arrangement, FeedEntry
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.reference.factories import CallDeadlineFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_factsheets")]

TODAY = date(2027, 3, 1)
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def subscription(coordinator):
    return renew_address(coordinator, actor=coordinator)


@pytest.fixture
def agreement(unit, coordinator):
    def make(days=30, **fields):
        return AgreementFactory(
            **{"responsible_unit": unit, "coordinator": coordinator, "ends_on": on(days), "title": "Łódź", **fields}
        )

    return make


def said(subscription, day=TODAY, scope=FeedScope.OWN):
    """What the calendar says: (title, day, sequence, whether it is cancelled)."""
    subscription.user = type(subscription.user).objects.get(pk=subscription.user_id)  # rights as of now
    return [
        (event.summary.removeprefix("Agreement ends: "), event.due_on, event.sequence, event.cancelled_on is not None)
        for event in feed_of(subscription, scope, day, NOW).events
    ]


def night(subscription, day=TODAY, scope=FeedScope.OWN):
    assert note_feed(subscription, scope, day)


def test_a_date_stays_as_it_is_from_night_to_night(subscription, agreement):
    agreement()
    for day in range(5):
        assert said(subscription, on(day)) == [("Łódź", on(30), 0, False)]
        night(subscription, on(day))
    entry = FeedEntry.objects.get()
    assert (entry.sequence, entry.cancelled_on) == (0, None)


def test_a_moved_date_keeps_its_place_with_a_higher_sequence(subscription, agreement):
    moved = agreement()
    night(subscription)
    Agreement.objects.filter(pk=moved.pk).update(ends_on=on(40))
    assert said(subscription, on(1)) == [("Łódź", on(40), 1, False)]
    assert said(subscription, on(1)) == [("Łódź", on(40), 1, False)]  # however often it is asked
    night(subscription, on(1))
    assert said(subscription, on(2)) == [("Łódź", on(40), 1, False)]
    Agreement.objects.filter(pk=moved.pk).update(ends_on=on(50))
    night(subscription, on(2))
    assert said(subscription, on(3)) == [("Łódź", on(50), 2, False)]


def test_what_was_settled_is_cancelled_for_a_while_and_rises_again_when_it_returns(subscription, agreement):
    paper = DocumentFactory(agreement=agreement(ends_on=None), title="Annex", review_on=on(100))
    title = "Document to review: Annex · Łódź"
    night(subscription)
    Document.objects.filter(pk=paper.pk).update(review_on=None)
    cancelled = [(f"Cancelled: {title}", on(100), 1, True)]
    assert said(subscription, on(1)) == cancelled
    for day in (1, 2, 30, 59, 60):
        night(subscription, on(day))
    assert said(subscription, on(61)) == cancelled
    assert said(subscription, on(62)) == []
    Document.objects.filter(pk=paper.pk).update(review_on=on(100))
    assert said(subscription, on(61)) == [(title, on(100), 2, False)]
    night(subscription, on(61))
    assert said(subscription, on(62)) == [(title, on(100), 2, False)]


def test_what_is_long_cancelled_is_forgotten(subscription, agreement):
    ends = agreement(200)
    night(subscription)
    Agreement.objects.filter(pk=ends.pk).update(state="ended")
    night(subscription, on(1))
    night(subscription, on(62))
    assert FeedEntry.objects.count() == 0


def test_not_needed_is_cancelled_and_taken_up_again_returns(subscription, agreement):
    ends = agreement()
    night(subscription)
    kept = Arrangement.objects.create(
        source="agreements.end", object_id=ends.pk, due_on=on(30), is_not_needed=True, reason="renewed by mail"
    )
    night(subscription, on(1))
    assert said(subscription, on(2)) == [("Cancelled: Agreement ends: Łódź", on(30), 1, True)]
    kept.delete()
    assert said(subscription, on(2)) == [("Łódź", on(30), 2, False)]


def test_what_was_never_said_is_not_cancelled(subscription, agreement):
    ends = agreement()
    Arrangement.objects.create(
        source="agreements.end", object_id=ends.pk, due_on=on(30), is_not_needed=True, reason="renewed by mail"
    )
    assert said(subscription) == []


def test_what_went_away_after_its_day_is_not_cancelled(subscription, agreement):
    ends = agreement(3)
    night(subscription)
    Agreement.objects.filter(pk=ends.pk).update(state="ended")
    assert said(subscription, on(4)) == []
    night(subscription, on(4))
    assert FeedEntry.objects.count() == 0


def test_a_date_that_rests_says_until_when(subscription, agreement):
    ends = agreement()
    Arrangement.objects.create(
        source="agreements.end", object_id=ends.pk, due_on=on(30), rests_until=on(10), reason="waiting for the dean"
    )
    (event,) = feed_of(subscription, FeedScope.OWN, TODAY, NOW).events
    assert event.summary == "Agreement ends: Łódź (rests until 11 Mar 2027)"
    assert "waiting for the dean" in event.description
    night(subscription)
    assert said(subscription, on(10)) == [("Łódź", on(30), 1, False)]


def test_handed_over_it_is_cancelled_here_and_new_there(subscription, agreement, outsider):
    ends = agreement()
    night(subscription)
    theirs = renew_address(outsider, actor=outsider)
    Arrangement.objects.create(source="agreements.end", object_id=ends.pk, keeper=outsider)
    assert said(subscription) == [("Cancelled: Agreement ends: Łódź", on(30), 1, True)]
    assert said(theirs) == [("Łódź", on(30), 0, False)]


def test_who_may_not_read_it_any_more_learns_no_title(subscription, agreement, university, coordinator):
    """The papers of an agreement are its unit's alone; agreements in force are every reader's."""
    ends = agreement(30)
    DocumentFactory(agreement=ends, title="Inner paper", review_on=on(20))
    night(subscription)
    grant_role(coordinator, unit=university, role=Role.READER, actor=None)
    revoke_role(coordinator.memberships.get(role=Role.COORDINATOR), actor=None)
    assert said(subscription) == [("Łódź", on(30), 0, False), ("Cancelled", on(20), 1, True)]
    Agreement.objects.filter(pk=ends.pk).update(state="ended")
    assert said(subscription) == [
        ("Cancelled", on(20), 1, True),
        ("Cancelled: Agreement ends: Łódź", on(30), 1, True),
    ]


def test_who_loses_a_role_loses_its_dates(subscription, agreement, person, unit, university):
    agreement(30, title="The unit's", coordinator=None)
    agreement(40, title="Secret draft", coordinator=None, state="draft", notice_on=on(35))
    night(subscription)
    assert [title for title, *_rest in said(subscription)] == ["The unit's"]
    grant = subscription.user.memberships.get()
    revoke_role(grant, actor=None)
    assert [(title, gone) for title, _day, _sequence, gone in said(subscription)] == [("Cancelled", True)]


def test_nothing_of_others_drafts_is_in_any_calendar(agreement, outsider, coordinator):
    theirs = renew_address(outsider, actor=outsider)
    secret = agreement(30, title="Secret", state="draft", notice_on=on(20))
    DocumentFactory(agreement=secret, title="Secret paper", review_on=on(20))
    running = agreement(30, title="Running")
    DocumentFactory(agreement=running, title="Inner paper", review_on=on(20))
    follow(running, actor=outsider)
    assert [title for title, *_rest in said(theirs)] == ["Running"]  # followed; its inner paper is not theirs to read
    assert said(theirs, scope=FeedScope.UNITS) == []


def test_what_one_follows_and_stands_in_for_is_among_ones_own(
    subscription, agreement, outsider, other_unit, coordinator
):
    followed = agreement(20, title="Followed", responsible_unit=other_unit, coordinator=outsider)
    agreement(30, title="Mine")
    assert [title for title, *_rest in said(subscription)] == ["Mine"]
    follow(followed, actor=coordinator)
    assert [title for title, *_rest in said(subscription)] == ["Followed", "Mine"]
    night(subscription)
    unfollow(followed, actor=coordinator)
    assert said(subscription)[0][0] == "Mine"
    assert said(subscription)[1] == ("Cancelled: Agreement ends: Followed", on(20), 1, True)

    theirs = renew_address(outsider, actor=outsider)
    assert [title for title, *_rest in said(theirs)] == ["Followed"]
    DelegationFactory(person=coordinator, substitute=outsider, starts_on=TODAY, ends_on=on(7))
    assert [title for title, *_rest in said(theirs)] == ["Followed", "Mine"]
    assert [title for title, *_rest in said(theirs, on(8))] == ["Followed"]


def test_the_calendar_of_units_holds_what_is_theirs_whoever_keeps_it(
    subscription, agreement, outsider, other_unit, head
):
    agreement(20, title="A colleague's", coordinator=outsider)
    agreement(30, title="Mine")
    agreement(40, title="Elsewhere", responsible_unit=other_unit, coordinator=outsider)
    assert [title for title, *_rest in said(subscription, scope=FeedScope.UNITS)] == ["A colleague's", "Mine"]
    above = renew_address(head, actor=head)
    assert [title for title, *_rest in said(above, scope=FeedScope.UNITS)] == ["A colleague's", "Mine"]
    assert said(above) == []


def test_the_two_calendars_are_noted_apart(subscription, agreement, outsider):
    agreement(20, title="A colleague's", coordinator=outsider)
    agreement(30, title="Mine")
    night(subscription, scope=FeedScope.UNITS)
    night(subscription)
    noted = FeedEntry.objects.order_by("scope", "due_on").values_list("scope", "due_on")
    assert list(noted) == [("own", on(30)), ("units", on(20)), ("units", on(30))]


def test_it_reaches_two_months_back_and_a_year_and_a_half_ahead(subscription, agreement):
    for days in (-61, -60, 550, 551):
        agreement(days, title=str(days))
    assert [title for title, *_rest in said(subscription)] == ["-60", "550"]
    assert on(550) == date(2028, 9, 1)


def test_what_is_cut_off_is_said_and_never_taken_for_cancelled(subscription, agreement, monkeypatch):
    for days in (10, 20, 30):
        agreement(days, title=str(days))
    night(subscription)
    with monkeypatch.context() as patched:
        patched.setattr(events, "MOST_EVENTS", 2)
        feed = feed_of(subscription, FeedScope.OWN, TODAY, NOW)
        assert ([event.due_on for event in feed.events], feed.cut_on) == ([on(10), on(20)], on(30))
        night(subscription)
    assert FeedEntry.objects.count() == 3
    assert [sequence for _title, _day, sequence, _gone in said(subscription)] == [0, 0, 0]


def test_a_date_with_an_hour_keeps_its_zone(officer):
    subscription = renew_address(officer, actor=officer)
    CallDeadlineFactory(due_on=date(2027, 7, 1), time_zone="Europe/Lisbon")
    (event,) = feed_of(subscription, FeedScope.OWN, TODAY, NOW).events
    assert (event.zone, event.due_at.isoformat()) == ("Europe/Lisbon", "2027-07-01T12:00:00+01:00")
    assert event.summary == "Applications close: KA131/KA171 2027"


def test_a_change_of_language_is_a_change(subscription, agreement):
    agreement()
    night(subscription)
    with override("sv"):
        (event,) = feed_of(subscription, FeedScope.OWN, TODAY, NOW).events
    assert event.sequence in {0, 1}
    assert (event.sequence == 1) is (not event.summary.startswith("Agreement ends"))


def test_the_time_of_change_is_that_of_the_change(subscription, agreement, monkeypatch):
    moved = agreement()
    monkeypatch.setattr(noting.timezone, "now", lambda: NOW)
    night(subscription)
    later = NOW + timedelta(days=3)
    (same,) = feed_of(subscription, FeedScope.OWN, on(3), later).events
    assert same.changed_at == begin_of(NOW)
    Agreement.objects.filter(pk=moved.pk).update(ends_on=on(40))
    (changed,) = feed_of(subscription, FeedScope.OWN, on(3), later).events
    assert changed.changed_at == begin_of(later)
    (read_again,) = feed_of(subscription, FeedScope.OWN, on(3), later + timedelta(hours=2)).events
    assert (read_again.changed_at, read_again.sequence) == (changed.changed_at, changed.sequence)


def begin_of(instant):
    return localtime(instant).replace(hour=0, minute=0, second=0, microsecond=0)


def test_the_night_notes_everybodys_calendars(subscription, agreement, officer, reader):
    agreement()
    renew_address(officer, actor=officer)
    left = renew_address(reader, actor=reader)
    left.user.is_active = False
    left.user.save(update_fields=["is_active"])
    assert note_feeds(TODAY) == 4
    assert set(FeedEntry.objects.values_list("subscription__user", flat=True)) == {subscription.user_id, officer.pk}


@pytest.mark.logs_errors
def test_a_calendar_that_cannot_be_noted_keeps_no_other_from_it(subscription, agreement, officer, monkeypatch):
    agreement()
    renew_address(officer, actor=officer)

    def fails_for_the_officer(user, scope, day):
        if user.pk == officer.pk:
            raise RuntimeError("the room is on fire")
        return real(user, scope, day)

    real = events._rows
    monkeypatch.setattr(events, "_rows", fails_for_the_officer)
    assert note_feeds(TODAY) == 2


def test_who_switched_off_meanwhile_is_not_noted(subscription, agreement):
    agreement()
    type(subscription).objects.update(calendar_nonce="")
    assert note_feed(subscription, FeedScope.OWN, TODAY) is False
    assert FeedEntry.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_a_calendar_costs_the_same_queries_however_full(
    subscription, agreement, count, coordinator, outsider, other_unit, django_assert_num_queries
):
    for number in range(count):
        followed = agreement(20 + number, responsible_unit=other_unit, coordinator=outsider)
        follow(followed, actor=coordinator)
        DocumentFactory(agreement=agreement(30 + number), review_on=on(number))
        gone = agreement(40 + number)
        night(subscription)
        Agreement.objects.filter(pk=gone.pk).update(state="ended")
    coordinator.rights  # noqa: B018 (asked when the address is read)
    subscription.user = coordinator
    with django_assert_num_queries(13):
        feed_of(subscription, FeedScope.OWN, TODAY, NOW)


def test_a_role_above_sees_the_units_below(agreement, person, faculty):
    person(Role.HEAD, faculty, name="Dean")
    agreement(30, title="Below")
    dean = type(faculty.memberships.get().user).objects.get(name="Dean")
    assert [title for title, *_rest in said(renew_address(dean, actor=dean), scope=FeedScope.UNITS)] == ["Below"]
