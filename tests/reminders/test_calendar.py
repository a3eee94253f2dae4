"""A month of watched dates: everything a person may read and asked for, and nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from agreements.enums import AgreementState
from core.models import Follow
from reminders.arrangements import rest_date, settle_date
from reminders.calendar import month_of_dates as calendar
from reminders.calendar.month_of_dates import month_of_dates
from reminders.calendar.months import Month
from reminders.dates import DateQuestion, Whose
from reminders.shown_dates import in_words
from reminders.sources import WatchedDate
from reminders.urgency import Urgency
from tests.agreements.factories import AgreementFactory, DocumentFactory
from tests.reference.factories import CallDeadlineFactory

pytestmark = pytest.mark.django_db

TODAY = date(2027, 3, 15)
MARCH = Month(2027, 3)


@pytest.fixture
def agreement(unit, coordinator):
    """Make one that ends on a day of March 2027, the coordinator's unless said."""

    def make(day, **fields):
        given = {"responsible_unit": unit, "coordinator": coordinator, "ends_on": date(2027, 3, day), **fields}
        return AgreementFactory(**given)

    return make


def asked(viewer, whose=Whose.ALL, **fields):
    return DateQuestion(viewer, TODAY, whose, **fields)


def titles(shown):
    """What is shown of the month, by day."""
    return {
        day.on.day: [each.row.title for each in day.dates]
        for week in shown.weeks
        for day in week
        if day.dates and not day.is_outside
    }


def test_each_day_shows_its_dates(agreement, coordinator):
    agreement(1, title="First")
    agreement(31, title="Last")
    DocumentFactory(agreement=agreement(31, title="Also last"), title="Annex", review_on=date(2027, 3, 31))
    agreement(15, title="Of April", ends_on=date(2027, 4, 1))
    shown = month_of_dates(asked(coordinator), MARCH)
    assert titles(shown) == {1: ["First"], 31: ["Annex · Also last", "Last", "Also last"]}
    assert (shown.count, shown.aside_count) == (4, 0)
    april = shown.day(date(2027, 4, 1))
    assert (april.is_outside, [each.row.title for each in april.dates]) == (True, ["Of April"])


def test_a_full_day_is_counted_whole_and_shown_in_part(agreement, coordinator, monkeypatch):
    monkeypatch.setattr(calendar, "MOST_A_DAY", 2)
    for number in range(5):
        agreement(9, title=f"Agreement {number}")
    day = month_of_dates(asked(coordinator), MARCH).day(date(2027, 3, 9))
    assert (day.count, [each.row.title for each in day.dates], day.more) == (5, ["Agreement 0", "Agreement 1"], 3)


def test_today_and_how_pressing_each_date_is(agreement, coordinator):
    for day, title in ((14, "Overdue"), (15, "Today"), (22, "Soon"), (23, "Later")):
        agreement(day, title=title)
    shown = month_of_dates(asked(coordinator), MARCH)
    pressing = {each.row.title: each.urgency for week in shown.weeks for day in week for each in day.dates}
    expected = {"Overdue": Urgency.OVERDUE, "Today": Urgency.SOON, "Soon": Urgency.SOON, "Later": Urgency.LATER}
    assert pressing == expected
    assert [day.on for week in shown.weeks for day in week if day.is_today] == [TODAY]
    assert [day.on.day for week in shown.weeks for day in week if day.is_overdue] == [14]


def test_what_is_put_aside_is_counted_and_shown_when_asked_for(agreement, officer):
    today = timezone.localdate()
    month = Month.of(today)
    rows = {}
    for title in ("Rests", "Not needed", "Waits"):
        agreement(1, title=title, ends_on=today)
        question = DateQuestion(officer, today, Whose.ALL)
        rows[title] = next(row for row in question.rows(10) if row.title == title)
    rest_date(rows["Rests"], actor=officer, until=today + timedelta(days=5), reason="waiting for the dean")
    settle_date(rows["Not needed"], actor=officer, reason="renewed by mail")
    question = DateQuestion(officer, today, Whose.ALL)

    hidden = month_of_dates(question, month)
    assert (hidden.count, hidden.aside_count) == (1, 2)
    assert [each.row.title for each in hidden.day(today).dates] == ["Waits"]

    shown = month_of_dates(question, month, shows_aside=True)
    assert (shown.count, shown.aside_count) == (3, 2)
    told = [(each.row.title, each.urgency, each.aside_words) for each in shown.day(today).dates]
    assert told[0] == ("Waits", Urgency.SOON, "")
    assert {(title, urgency) for title, urgency, _words in told[1:]} == {
        ("Rests", Urgency.ASIDE),
        ("Not needed", Urgency.ASIDE),
    }
    assert any("waiting for the dean" in words for *_rest, words in told)
    assert any("renewed by mail" in words for *_rest, words in told)


@pytest.mark.parametrize("state", sorted({*AgreementState.values} - {"active", "signed", "suspended", "notice_given"}))
def test_what_does_not_run_is_on_nobodys_calendar(agreement, officer, state):
    agreement(9, state=state, notice_on=date(2027, 3, 20))
    assert titles(month_of_dates(asked(officer), MARCH)) == {}


def test_nobody_sees_a_date_of_what_they_may_not_read(agreement, coordinator, outsider, reader, person, university):
    reviewer = person(Role.EXTERNAL_REVIEWER, university)
    running = agreement(9, title="Everybody's")
    DocumentFactory(agreement=running, title="Inner paper", review_on=date(2027, 3, 10))
    seen = {user: titles(month_of_dates(asked(user), MARCH)) for user in (coordinator, outsider, reader, reviewer)}
    assert seen == {
        coordinator: {9: ["Everybody's"], 10: ["Inner paper · Everybody's"]},
        outsider: {9: ["Everybody's"]},
        reader: {9: ["Everybody's"]},
        reviewer: {},
    }


def test_whose_dates_are_asked_for(agreement, coordinator, outsider, other_unit):
    agreement(9, title="Mine")
    followed = agreement(10, title="Theirs", responsible_unit=other_unit, coordinator=outsider)
    from core.following import follow

    follow(followed, actor=coordinator)
    assert titles(month_of_dates(asked(coordinator, Whose.KEPT), MARCH)) == {9: ["Mine"]}
    assert titles(month_of_dates(asked(coordinator, Whose.FOLLOWED), MARCH)) == {10: ["Theirs"]}
    assert titles(month_of_dates(asked(outsider, Whose.FOLLOWED), MARCH)) == {}
    assert Follow.objects.count() == 1


def test_a_list_names_unit_and_keeper(agreement, coordinator, officer, unit):
    agreement(9, title="Kept")
    agreement(10, title="Nobody's", coordinator=None)
    CallDeadlineFactory(due_on=date(2027, 3, 18))
    named = [
        (each.row.title, each.unit_name, each.keeper_name, each.hour)
        for each in in_words(asked(officer, since=MARCH.first, until=MARCH.last).rows(10), TODAY)
    ]
    assert named == [
        ("Kept", str(unit), str(coordinator), ""),
        ("Nobody's", str(unit), "", ""),
        ("KA131/KA171 2027", "", "The international office", "12:00"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_a_month_costs_the_same_queries_however_full_it_is(agreement, officer, count, django_assert_num_queries):
    for number in range(count):
        DocumentFactory(agreement=agreement(9 + number), review_on=date(2027, 3, 9))
    officer.rights  # noqa: B018 (asked by the request before)
    with django_assert_num_queries(3):
        month_of_dates(asked(officer), MARCH)


def test_rows_are_those_of_the_one_question(agreement, coordinator):
    """What the statements of the calendar read is what desk and mails read."""
    for day in (3, 9, 9, 27):
        agreement(day)
    question = asked(coordinator, since=MARCH.first, until=MARCH.last)
    shown = month_of_dates(asked(coordinator), MARCH)
    of_the_month = [each.row for week in shown.weeks for day in week for each in day.dates]
    assert of_the_month == question.rows(100)
    assert all(isinstance(row, WatchedDate) for row in of_the_month)
