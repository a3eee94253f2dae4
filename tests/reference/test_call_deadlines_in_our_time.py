"""A call closes in our time: an instant beyond what a calendar can show never comes into the table."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from reference.models import CallDeadline

OUTSIDE = [date(1, 1, 1), date(1999, 12, 31), date(2200, 1, 1), date(9999, 12, 31)]


def call_that_closes(due_on):
    return CallDeadline(
        call_year=2027, action="KA131", due_on=due_on, due_time=time(23, 59), time_zone="Pacific/Honolulu"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("due_on", OUTSIDE)
def test_a_call_of_another_time_is_refused_in_words(due_on):
    with pytest.raises(ValidationError, match="Give a date between 2000 and 2199"):
        call_that_closes(due_on).validate_constraints()


@pytest.mark.django_db
@pytest.mark.parametrize("due_on", [date(2000, 1, 1), date(2199, 12, 31)])
def test_the_first_and_the_last_day_are_taken(due_on):
    call = call_that_closes(due_on)
    call.full_clean()
    call.save()
    assert CallDeadline.objects.get().due_on == due_on
