"""Dates that move, rest or are not needed, and steps that were missed: what is owed, and what is not."""

from datetime import timedelta

import pytest

from agreements.models import Agreement
from reminders.models import Arrangement, Notice, Sighting, WatchedKind
from reminders.sources import LADDER
from reminders.sweep import sweep
from tests.reminders.conftest import TODAY

pytestmark = pytest.mark.usefixtures("ends_alone", "watched_for_years")


def days(number):
    return timedelta(days=number)


def noted(fate):
    return list(Notice.objects.filter(fate=fate).order_by("pk").values_list("lead", flat=True))


def nights_around(steps):
    """The night of each step, the one before it and the one after: what a night missed is told by the next."""
    return sorted({day + near for day in steps for near in (-1, 0, 1) if day + near >= 0})


def move(agreement, to):
    Agreement.objects.filter(pk=agreement.pk).update(ends_on=to)


def arrange(agreement, **fields):
    due_on = Agreement.objects.get(pk=agreement.pk).ends_on
    defaults = {"due_on": due_on, "reason": "Waiting for the dean", **fields}
    Arrangement.objects.update_or_create(source="agreements.end", object_id=agreement.pk, defaults=defaults)


def test_steps_whose_new_day_has_passed_count_as_told_and_later_ones_are_due_again(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(200))
    sweep(TODAY)
    move(agreement, TODAY + days(20))  # its 30-day step would have been ten days ago
    sweep(TODAY + days(1))
    assert (noted("to_tell"), noted("before")) == ([365], [30])
    sweep(TODAY + days(13))
    assert noted("to_tell") == [365, 7]


def test_a_step_that_comes_on_the_day_after_the_move_is_told(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(200))
    sweep(TODAY)
    move(agreement, TODAY + days(31))
    sweep(TODAY + days(1))
    assert noted("to_tell") == [365, 30]


def test_a_step_missed_in_an_outage_after_a_move_is_told(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(200))
    sweep(TODAY)
    move(agreement, TODAY + days(9))
    sweep(TODAY + days(4))  # three nights failed; the 7-day step came in them, two days after the move
    assert noted("to_tell") == [365, 7]


def test_a_move_is_remembered_with_the_date_before_it(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(200))
    sweep(TODAY)
    move(agreement, TODAY + days(300))
    sweep(TODAY + days(1))
    sighting = Sighting.objects.get(source="agreements.end")
    assert (sighting.due_on, sighting.moved_from, sighting.moves) == (TODAY + days(300), TODAY + days(200), 1)


def test_a_date_that_waits_no_longer_is_gone_until_it_waits_again(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(5))
    sweep(TODAY)
    Agreement.objects.filter(pk=agreement.pk).update(renewal="automatic", renewal_months=12)
    sweep(TODAY + days(1))
    sighting = Sighting.objects.get(source="agreements.end")
    assert (sighting.gone_on, sighting.moves) == (TODAY + days(1), 1)
    Agreement.objects.filter(pk=agreement.pk).update(renewal="none", renewal_months=None)
    sweep(TODAY + days(2))
    sighting.refresh_from_db()
    assert (sighting.gone_on, sighting.moves, sighting.moved_from) == (None, 2, None)


def test_steps_missed_in_an_outage_are_recorded_as_skipped_and_only_the_newest_is_told(old_agreement):
    old_agreement(ends_on=TODAY + days(40))
    sweep(TODAY)
    sweep(TODAY + days(50))  # ten days past it: 30, 7, 1, the day itself and a week overdue came in the dark
    assert (noted("to_tell"), sorted(noted("skipped"))) == ([90, -7], [0, 1, 7, 30])


def test_steps_before_the_last_sweep_are_nobodys_miss(old_agreement):
    old_agreement(ends_on=TODAY + days(20))
    sweep(TODAY)
    assert (noted("to_tell"), noted("skipped")) == ([30], [])


@pytest.mark.parametrize(("due_in", "rest", "wakes_as"), [(20, 5, 15), (2, 10, -8), (-20, 3, -23)])
def test_a_resting_date_is_told_on_the_day_its_rest_ends_and_not_before(old_agreement, due_in, rest, wakes_as):
    agreement = old_agreement(ends_on=TODAY + days(due_in))
    sweep(TODAY - days(3))  # a Friday: what is noted on a weekend is told on Monday, when it rests already
    before = noted("to_tell")
    arrange(agreement, rests_until=TODAY + days(rest))
    for day in range(rest):
        sweep(TODAY + days(day))
    assert noted("to_tell") == before
    sweep(TODAY + days(rest))
    assert noted("to_tell") == [*before, wakes_as]


def test_a_rest_holds_for_the_date_it_was_about_only(old_agreement):
    agreement = old_agreement(ends_on=TODAY + days(7))
    arrange(agreement, rests_until=TODAY + days(300))
    sweep(TODAY)
    assert noted("to_tell") == []
    move(agreement, TODAY + days(8))
    sweep(TODAY + days(1))
    assert noted("to_tell") == [7]


def test_what_is_not_needed_is_told_to_nobody_until_its_date_moves(old_agreement, officer):
    agreement = old_agreement(ends_on=TODAY - days(40))
    arrange(agreement, is_not_needed=True, reason="It is replaced by the alliance's agreement")
    sweep(TODAY)
    assert Notice.objects.count() == 0
    move(agreement, TODAY + days(365))
    sweep(TODAY + days(1))
    assert noted("to_tell") == []
    sweep(TODAY + days(185))
    assert noted("to_tell") == [180]


@pytest.mark.parametrize(
    ("leads", "expected"), [(None, [365, 180, 90, 30, 7, 1, 0]), ([60, 2], [60, 2, 0]), ([], [0]), ([0, 5, 5], [5, 0])]
)
def test_an_administrators_ladder_replaces_the_rooms(old_agreement, leads, expected):
    WatchedKind.objects.filter(source="agreements.end").update(leads=leads)
    old_agreement(ends_on=TODAY + days(400))
    for day in nights_around([400 - lead for lead in {*LADDER, *expected}]):
        sweep(TODAY + days(day))
    assert noted("to_tell") == expected


@pytest.mark.parametrize(("weeks", "expected"), [(None, 9), (0, 1), (2, 3)])
def test_an_administrator_says_for_how_many_weeks_the_keeper_is_told(old_agreement, weeks, expected):
    WatchedKind.objects.filter(source="agreements.end").update(weeks_overdue=weeks)
    old_agreement(ends_on=TODAY)
    for day in nights_around(range(0, 90, 7)):
        sweep(TODAY + days(day))
    assert len(noted("to_tell")) == expected


def test_zero_switches_an_escalation_off(old_agreement, officer, head):
    WatchedKind.objects.filter(source="agreements.end").update(head_after_days=0, office_after_days=0)
    old_agreement(ends_on=TODAY - days(60))
    sweep(TODAY)
    assert not Notice.objects.filter(recipient__in=[officer, head]).exists()
