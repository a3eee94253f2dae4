"""A call closes in our time: an instant beyond what a calendar can show never comes into the table."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from reference.models import CallDeadline


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due_on", "is_refused"),
    [
        (date(9999, 12, 31), True),
        (date(1, 1, 1), True),
        (date(2200, 1, 1), True),
        (date(2199, 12, 31), False),
        (date(2000, 1, 1), False),
    ],
)
def test_a_call_closes_between_2000_and_2199(due_on, is_refused):
    deadline = CallDeadline(
        call_year=2027, action="KA131", due_on=due_on, due_time=time(23, 59), time_zone="Pacific/Honolulu"
    )
    try:
        deadline.validate_constraints()
    except ValidationError as refusal:
        assert is_refused
        assert "Give a date between 2000 and 2199." in refusal.messages
    else:
        assert not is_refused
