"""Internal dates of a call: KTH's own, never too late, always a day on which somebody is at work."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cooperation.calls.counting_back import instant_of, wanted_on
from reference.working_days import WorkingDays

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = st.dates(date(2000, 6, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("closes", "abstract", "draft"),
    [("2023-03-22", "2023-02-08", "2023-03-08"), ("2025-03-05", "2025-01-22", "2025-02-19")],
)
def test_internal_dates_are_those_of_the_process(closes, abstract, draft):
    dates = [wanted_on(date.fromisoformat(closes), days_before=days, calendar=WorkingDays()) for days in (42, 14)]
    assert [str(each) for each in dates] == [abstract, draft]


def test_a_day_off_gives_way_to_the_working_day_before():
    closed = WorkingDays([(date(2026, 12, 21), date(2026, 12, 22))])
    assert wanted_on(date(2027, 1, 9), days_before=14, calendar=closed) == date(2026, 12, 23)
    assert wanted_on(date(2027, 1, 5), days_before=14, calendar=closed) == date(2026, 12, 18)


@given(closes_on=DAYS, days_before=st.integers(0, 120), shut=DAYS, length=st.integers(0, 60))
def test_no_internal_date_is_too_late_or_a_day_off(closes_on, days_before, shut, length):
    calendar = WorkingDays([(shut, shut + timedelta(days=length))])
    latest = closes_on - timedelta(days=days_before)
    wanted = wanted_on(closes_on, days_before=days_before, calendar=calendar)
    between = (wanted + timedelta(days=number) for number in range(1, (latest - wanted).days + 1))
    assert wanted <= latest
    assert calendar.is_one(wanted)
    assert not any(calendar.is_one(day) for day in between)


def test_noon_in_brussels_is_eleven_in_winter():
    assert instant_of(date(2025, 3, 5), time(12), BRUSSELS) == datetime(2025, 3, 5, 11, tzinfo=UTC)


@pytest.mark.parametrize(("day", "code"), [(date(2026, 3, 29), "skipped_hour"), (date(2026, 10, 25), "doubled_hour")])
def test_an_hour_that_clocks_skip_or_double_is_refused(day, code):
    with pytest.raises(ValidationError) as refused:
        instant_of(day, time(2, 30), BRUSSELS)
    assert refused.value.code == code
