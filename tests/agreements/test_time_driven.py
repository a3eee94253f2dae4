"""What time alone does to agreements, and what it leaves to people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement
from agreements.services.time_driven import make_moves_of_time
from reminders.nightly import run_night
from tests.agreements.factories import AgreementFactory


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def agreement_of_unit(unit):
    def make(**fields):
        return AgreementFactory(responsible_unit=unit, **fields)

    return make


def state_of(agreement) -> str:
    agreement.refresh_from_db()
    return agreement.state


@pytest.mark.parametrize(
    ("state", "starts", "ends", "afterwards"),
    [
        ("signed", 0, 100, "active"),
        ("signed", None, 100, "active"),
        ("signed", 1, 100, "signed"),
        ("signed", -100, -1, "ended"),  # begun and over while nobody looked
        ("active", -100, 0, "active"),  # the last day itself still counts
        ("active", -100, -1, "ended"),
        ("active", -100, None, "active"),
        ("suspended", -100, -1, "ended"),
        ("notice_given", -100, -1, "ended"),
        ("draft", -100, -1, "draft"),
        ("in_review", -100, -1, "in_review"),
        ("approved", -100, -1, "approved"),
        ("withdrawn", -100, -1, "withdrawn"),
    ],
)
def test_time_moves_what_has_begun_or_is_over(agreement_of_unit, today, state, starts, ends, afterwards):
    days = [None if days is None else today + timedelta(days=days) for days in (starts, ends)]
    agreement = agreement_of_unit(state=state, starts_on=days[0], ends_on=days[1])
    make_moves_of_time(today)
    assert state_of(agreement) == afterwards


def test_a_second_night_finds_nothing_to_move(agreement_of_unit, today):
    agreement_of_unit(state="active", ends_on=today - timedelta(days=1))
    assert [make_moves_of_time(today).moved for _night in range(2)] == [1, 0]


def test_an_agreement_that_renews_by_itself_is_left_and_said(agreement_of_unit, today):
    agreement = agreement_of_unit(
        state="active", ends_on=today - timedelta(days=1), renewal="automatic", renewal_months=12
    )
    report = make_moves_of_time(today)
    assert (state_of(agreement), report.moved) == ("active", 0)
    assert report.remarks == ["1 agreement past its last day renews by itself and was not ended."]


def test_one_that_cannot_be_moved_is_listed_and_holds_up_no_other(agreement_of_unit, today):
    tomorrow = today + timedelta(days=1)
    refused = agreement_of_unit(state="signed", starts_on=tomorrow, ends_on=None)
    moved = agreement_of_unit(state="signed", starts_on=today, ends_on=None)
    report = make_moves_of_time(tomorrow)
    [failure] = report.failures
    assert failure.startswith(f"{refused.pk}: It begins on ")
    assert (state_of(refused), state_of(moved), report.moved) == ("signed", "active", 1)


def test_history_says_that_the_machine_did_it(agreement_of_unit, today):
    agreement = agreement_of_unit(state="active", ends_on=today - timedelta(days=1))
    make_moves_of_time(today)
    event = Agreement.pgh_event_model.objects.filter(pgh_obj=agreement, state="ended").get()
    assert (event.pgh_context["action"], event.pgh_context["actor"]) == ("agreement.end", None)


def test_looking_ahead_moves_no_state(agreement_of_unit, today):
    agreement = agreement_of_unit(state="active", ends_on=today + timedelta(days=10))
    run_night(today + timedelta(days=30))
    assert state_of(agreement) == "active"
