"""Months as a calendar lays them out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.calendar.months import Month

every_month = st.builds(Month, st.integers(2000, 2099), st.integers(1, 12))


@pytest.mark.parametrize(
    ("text", "first", "last", "mondays"),
    [
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30), (date(2026, 10, 26), date(2026, 11, 30))),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28), (date(2027, 2, 1), date(2027, 2, 22))),  # four whole weeks
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29), (date(2028, 1, 31), date(2028, 2, 28))),  # a leap day
        ("2099-12", date(2099, 12, 1), date(2099, 12, 31), (date(2099, 11, 30), date(2099, 12, 28))),
    ],
)
def test_a_month_is_read_and_laid_out_in_weeks(text, first, last, mondays):
    month = Month.parse(text)
    assert (month.first, month.last) == (first, last)
    assert (month.mondays[0], month.mondays[-1]) == mondays
    assert str(month) == text


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "1999-12", "2100-01", "2026-1", "２０２６-11", "x"])
def test_what_is_no_month_of_the_calendar_is_refused(text):
    with pytest.raises(ValueError):
        Month.parse(text)


@given(every_month)
def test_every_day_of_a_month_lies_in_one_of_its_weeks(month):
    days = [monday + timedelta(days=number) for monday in month.mondays for number in range(7)]
    assert len(days) == len(set(days))
    assert {month.first + timedelta(days=number) for number in range((month.last - month.first).days + 1)} <= set(days)
    assert all(monday.weekday() == 0 for monday in month.mondays)
    assert 4 <= len(month.mondays) <= 6


@given(every_month, st.integers(-1200, 1200))
def test_months_are_counted_back_and_forth(month, step):
    assert month.after(step).after(-step) == month
    neighbour = month.neighbour(step)
    assert neighbour is None or 2000 <= neighbour.year <= 2099
