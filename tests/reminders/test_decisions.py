"""Whose decision something is, who is told of it and when, and never twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db.models import Value
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from agreements.models import Agreement
from agreements.services.agreements import move_agreement
from reminders import tasks
from reminders.decision_mails import tell_decisions
from reminders.decisions import _sources, decision_count, decisions_for, register
from reminders.digests import write_digests
from reminders.models import DecisionNotice, OutgoingMail, Subscription, WatchedKind
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory
from tests.agreements.test_two_at_once import both
from tests.reminders.conftest import LONG_AGO

MONDAY = date(2027, 3, 1)
EASTER_MONDAY = date(2027, 3, 29)
NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def decisions_watched_for_years(db):
    """The baseline of the first time is a test of its own."""
    for name in _sources:
        WatchedKind.objects.update_or_create(source=name, defaults={"started_on": LONG_AGO})


@pytest.fixture
def in_review(unit):
    """Make an agreement that waits for its approval: ``in_review(since=…)``."""

    def make(since=NOW, **fields):
        return AgreementFactory(**{"responsible_unit": unit, "state": "in_review", "state_since": since, **fields})

    return make


def told() -> list[tuple]:
    """Who was told, as what, in whose place."""
    notices = DecisionNotice.objects.order_by("pk").select_related("recipient", "instead_of")
    return [
        (notice.recipient.name, str(notice.told_as), getattr(notice.instead_of, "name", None)) for notice in notices
    ]


def mails() -> dict[str, str]:
    return {mail.recipient.name: mail.subject for mail in OutgoingMail.objects.select_related("recipient")}


def said() -> str:
    """The text of the one mail, as one line."""
    return " ".join(OutgoingMail.objects.get().text.split())


def test_the_desk_shows_what_one_may_decide_with_its_moves(in_review, head, officer, coordinator, outsider, reader):
    agreement = in_review(title="Review me")
    (row,) = decisions_for(head)
    assert (row.title, row.text, row.url) == (
        "Review me",
        "Approve it or send it back",
        f"/agreements/{agreement.pk}/",
    )
    assert [(str(act.label), act.url.partition("?")[0], act.tone, act.needs_note) for act in row.acts(head)] == [
        ("Approve", f"/agreements/{agreement.pk}/approve/", "primary", False),
        ("Send back", f"/agreements/{agreement.pk}/send_back/", "normal", True),
    ]
    counts = {user.name: decision_count(user) for user in (head, officer, coordinator, outsider, reader)}
    assert counts == {"Head of unit": 1, "International officer": 1, "Coordinator": 0, "Outsider": 0, "Reader": 0}


def test_the_longest_waiting_comes_first_and_a_head_sees_no_other_units(in_review, head, other_unit):
    in_review(title="Newer")
    in_review(title="Older", since=NOW - timedelta(days=9))
    in_review(title="Theirs", responsible_unit=other_unit)
    assert [row.title for row in decisions_for(head)] == ["Older", "Newer"]
    assert [row.title for row in decisions_for(head, most=1)] == ["Older"]


@pytest.mark.parametrize("count", [1, 3])
def test_what_may_be_decided_costs_one_query(in_review, officer, count, django_assert_num_queries):
    for _number in range(count):
        in_review()
    officer.has_perm("agreements.approve_agreement")  # rights are read once a request
    with django_assert_num_queries(1):
        assert len(decisions_for(officer)) == count


def test_the_nearest_head_is_told_at_once_and_only_once(in_review, person, unit, head, officer):
    nearest = person(Role.HEAD, unit, name="Head of department")
    agreement = in_review(title="Exchange")
    assert tell_decisions(NOW) == 1
    assert told() == [("Head of department", "owner", None)]
    mail = OutgoingMail.objects.get()
    assert (mail.recipient, mail.kind, mail.subject, mail.unsubscribe_url) == (
        nearest,
        "decision",
        "Waits for your decision: Exchange · BTH International",
        "",
    )
    assert f"/agreements/{agreement.pk}/" in mail.text
    assert tell_decisions(NOW + timedelta(minutes=1)) == 0
    assert OutgoingMail.objects.count() == 1


def test_without_a_head_in_the_unit_the_next_one_above_is_told(in_review, head, officer):
    in_review()
    tell_decisions(NOW)
    assert told() == [("Head of unit", "owner", None)]


def test_without_any_head_the_office_is_told_and_the_mail_says_why(in_review, officer, coordinator):
    in_review()
    tell_decisions(NOW)
    assert told() == [("International officer", "office", None)]
    assert "nobody else there has the role “Head of unit”" in said()


def test_several_new_ones_make_one_mail_each_for_whose_they_are(in_review, head, outsider, other_unit, person):
    person(Role.HEAD, other_unit, name="Other head")
    for _number in range(3):
        in_review()
    in_review(title="Theirs alone", responsible_unit=other_unit)
    assert tell_decisions(NOW) == 2
    assert mails() == {
        "Head of unit": "3 wait for your decision · BTH International",
        "Other head": "Waits for your decision: Theirs alone · BTH International",
    }
    assert "Theirs alone" not in OutgoingMail.objects.get(recipient=head).text


def test_who_is_away_is_replaced_and_the_mail_says_for_whom(in_review, head, person, university):
    bo = person(Role.READER, university, name="Bo Ek")
    DelegationFactory(person=head, substitute=bo, starts_on=MONDAY, ends_on=MONDAY + timedelta(days=11))
    in_review()
    tell_decisions(NOW)
    assert told() == [("Bo Ek", "substitute", "Head of unit")]
    assert "For Head of unit, who is away until 12 Mar 2027." in said()


def test_who_comes_back_is_told_of_what_still_waits(in_review, head, person, university):
    bo = person(Role.READER, university, name="Bo Ek")
    DelegationFactory(person=head, substitute=bo, starts_on=MONDAY, ends_on=MONDAY)
    in_review()
    tell_decisions(NOW)
    tell_decisions(NOW + timedelta(days=1))
    assert told() == [("Bo Ek", "substitute", "Head of unit"), ("Head of unit", "owner", None)]


def test_a_role_that_is_not_lent_is_not_told_to_a_substitute(in_review, person, university, officer):
    coordinator = person(Role.SECURITY_COORDINATOR, university, name="Security")
    DelegationFactory(person=coordinator, substitute=person(Role.READER, university, name="Bo"), ends_on=None)
    source = _sources["agreements.approval"]
    register(replace(source, role=Value(Role.SECURITY_COORDINATOR.value)))
    try:
        in_review()
        tell_decisions(datetime(2027, 3, 1, 11, tzinfo=UTC))
    finally:
        register(source)
    assert told() == [("International officer", "office", None)]


def test_who_asked_is_not_told_where_somebody_else_can_decide(unit, head, officer, in_review):
    agreement = in_review(state="draft", is_open_ended=True)
    move_agreement(agreement, "submit", actor=head)
    tell_decisions()
    assert told() == [("International officer", "office", None)]


def test_who_asked_is_told_where_nobody_else_can_decide(unit, officer, in_review):
    move_agreement(in_review(state="draft", is_open_ended=True), "submit", actor=officer)
    tell_decisions()
    assert told() == [("International officer", "owner", None)]


def test_an_approved_agreement_goes_to_the_officers_but_not_to_the_one_who_approved(
    in_review, officer, person, university
):
    person(Role.OFFICER, university, name="Other officer")
    move_agreement(in_review(), "approve", actor=officer)
    tell_decisions()
    assert told() == [("Other officer", "owner", None)]
    assert "Approved: get the signatures." in said()


def test_nobody_inactive_is_told(in_review, head, officer):
    User.objects.filter(pk=head.pk).update(is_active=False)
    in_review()
    tell_decisions(NOW)
    assert told() == [("International officer", "office", None)]


def test_what_was_sent_back_before_it_was_told_is_not_told(in_review, head):
    Subscription.objects.create(user=head, has_decisions_at_once=False)
    agreement = in_review(title="Sent back")
    in_review(title="Still there")
    assert tell_decisions(NOW) == 0
    assert len(told()) == 2
    Agreement.objects.filter(pk=agreement.pk).update(state="draft")
    assert write_digests(MONDAY, {}) == 1
    mail = OutgoingMail.objects.get()
    assert mail.kind == "digest"
    assert "Still there" in mail.text
    assert "Sent back" not in mail.text
    assert len(told()) == 1


def test_submitted_again_it_is_told_again(in_review, head):
    agreement = in_review()
    tell_decisions(NOW)
    Agreement.objects.filter(pk=agreement.pk).update(state_since=NOW + timedelta(hours=3))
    assert tell_decisions(NOW + timedelta(hours=4)) == 1
    assert OutgoingMail.objects.count() == 2


def test_what_waited_before_it_was_watched_comes_with_the_digest(in_review, head):
    WatchedKind.objects.filter(source="agreements.approval").update(started_on=None)
    in_review(since=NOW - timedelta(days=300), title="Old")
    assert tell_decisions(NOW) == 0
    assert tell_decisions(NOW) == 0
    assert write_digests(MONDAY, {}) == 1
    assert "Old" in OutgoingMail.objects.get().text
    assert write_digests(MONDAY + timedelta(days=1), {}) == 0


def test_each_whole_week_of_waiting_is_told_again_eight_times(in_review, head):
    in_review()
    tell_decisions(NOW)
    told_on = [day for day in (MONDAY + timedelta(days=number) for number in range(100)) if write_digests(day, {}) == 1]
    mondays = [MONDAY + timedelta(weeks=week) for week in range(1, 9)]
    assert told_on == [day + timedelta(days=1) if day == EASTER_MONDAY else day for day in mondays]
    assert "since 1 Mar, 3 weeks ago" in OutgoingMail.objects.get(day=MONDAY + timedelta(weeks=3)).text


def test_weeks_missed_by_an_outage_are_told_once(in_review, head):
    in_review()
    tell_decisions(NOW)
    assert write_digests(MONDAY + timedelta(weeks=5), {}) == 1
    assert write_digests(MONDAY + timedelta(weeks=5, days=1), {}) == 0
    assert sorted(DecisionNotice.objects.values_list("week", flat=True)) == [0, 5]


def test_nothing_silences_a_decision(in_review, head):
    Subscription.objects.create(user=head, silenced=["agreements.approval", "agreements.end"])
    in_review()
    assert tell_decisions(NOW) == 1


def test_a_weekly_reader_is_told_at_once_unless_they_wish_otherwise(in_review, head):
    wish = Subscription.objects.create(user=head, rhythm="weekly", weekday=2, last_weekly_on=MONDAY - timedelta(days=5))
    in_review()
    assert tell_decisions(NOW) == 1
    wish.has_decisions_at_once = False
    wish.save(update_fields=["has_decisions_at_once"])
    in_review(since=NOW + timedelta(hours=1))
    assert tell_decisions(NOW) == 0
    assert [write_digests(MONDAY + timedelta(days=number), {}) for number in range(3)] == [0, 0, 1]


def test_a_decision_is_told_on_a_sunday_too(in_review, head):
    sunday = NOW + timedelta(days=6)
    in_review(since=sunday)
    assert tell_decisions(sunday) == 1


def test_it_is_said_in_the_readers_language(in_review, head):
    User.objects.filter(pk=head.pk).update(language="sv")
    in_review()
    tell_decisions(NOW)
    assert 'lang="sv"' in OutgoingMail.objects.get().html


def test_who_has_no_address_has_a_mail_that_the_outbox_shows(in_review, head):
    User.objects.filter(pk=head.pk).update(email="")
    in_review()
    assert tell_decisions(NOW) == 1
    assert OutgoingMail.objects.get().to_address == ""


@pytest.fixture
def broken_source():
    before = dict(_sources)
    register(replace(before["agreements.approval"], name="broken", rows=lambda: Agreement.objects.filter(nothing=1)))
    yield
    _sources.clear()
    _sources.update(before)


@pytest.mark.logs_errors
@pytest.mark.usefixtures("broken_source")
def test_a_kind_that_cannot_be_read_silences_no_other(in_review, head):
    in_review()
    failures = {}
    assert tell_decisions(NOW, failures) == 1
    assert list(failures) == ["broken"]


@pytest.mark.logs_errors
def test_a_mail_that_cannot_be_composed_keeps_no_other_from_being_told(in_review, head, other_unit, person):
    person(Role.HEAD, other_unit, name="Other head")
    source = _sources["agreements.approval"]

    def sentence(row):
        return "Decide" if row.title != "Cursed" else {}["no such word"]

    register(replace(source, sentence=sentence))
    try:
        in_review(title="Cursed")
        in_review(responsible_unit=other_unit)
        failures = {}
        assert tell_decisions(NOW, failures) == 1
        assert list(failures) == [f"digest {head.pk}"]
    finally:
        register(source)
    assert tell_decisions(NOW) == 1  # the next minute, when it can be


@pytest.fixture
def one_source(monkeypatch):
    """The number of queries grows with the kinds of decisions, not with the people."""
    monkeypatch.setattr("reminders.decisions._sources", {"agreements.approval": _sources["agreements.approval"]})


@pytest.mark.parametrize("count", [1, 3])
def test_telling_costs_the_same_number_of_queries_however_many_people(
    in_review, person, faculty, count, django_assert_num_queries, one_source
):
    for number in range(count):
        grant_role(person(Role.HEAD, faculty, name=f"Head {number}"), unit=faculty, role=Role.READER, actor=None)
        in_review()
    with django_assert_num_queries(13):
        assert tell_decisions(NOW) == count


def test_an_empty_minute_is_cheap(head, django_assert_num_queries, one_source):
    with django_assert_num_queries(8):
        assert tell_decisions(NOW) == 0


def test_asked_at_is_said_as_the_day_here(in_review, head):
    in_review(since=datetime(2027, 2, 28, 23, 30, tzinfo=UTC))  # half past midnight in Sweden
    (row,) = decisions_for(head)
    assert row.since == MONDAY
    assert timezone.localdate(row.asked_at) == MONDAY


@pytest.mark.django_db(transaction=True)
def test_two_rounds_at_once_tell_each_decision_once(in_review, head, officer):
    for _number in range(4):
        in_review()
    written = both(lambda: tell_decisions(NOW), lambda: tell_decisions(NOW))
    assert sorted(written) == [0, 1]
    assert (OutgoingMail.objects.count(), DecisionNotice.objects.count()) == (1, 4)


def test_beat_has_it_told(in_review, head):
    in_review(since=timezone.now())
    tasks.tell_decisions()
    assert OutgoingMail.objects.get().recipient == head
    assert "reminders.tasks.tell_decisions" in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
