"""For any period and any academic years: no gap, no overlap, the same length, nothing beyond the programme."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as some

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement
from agreements.rules import ENDS_OF_ACADEMIC_YEARS, erasmus_limit
from agreements.services.renewal_periods import period_after, years_later
from reference.academic_years import AcademicYear

days = some.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))
lengths = some.integers(min_value=0, max_value=12 * 366)
years = some.none() | some.integers(min_value=1985, max_value=2070)


def agreement(starts_on, ends_on, kind=AgreementKind.MOC):
    return Agreement(kind=kind, state=AgreementState.ACTIVE, starts_on=starts_on, ends_on=ends_on)


@given(starts_on=days, length=lengths)
def test_it_begins_the_day_after_and_is_as_long(starts_on, length):
    ends_on = starts_on + timedelta(days=length)
    period = period_after(agreement(starts_on, ends_on))
    assert period.starts_on == ends_on + timedelta(days=1)
    assert period.ends_on >= period.starts_on
    ends_alike = (period.ends_on.month, period.ends_on.day) == (ends_on.month, ends_on.day)
    to_the_year = ends_alike and (ends_on.month, ends_on.day) in ENDS_OF_ACADEMIC_YEARS
    if to_the_year:
        assert abs((period.ends_on - period.starts_on).days - (ends_on - starts_on).days) < 95
    else:
        assert relativedelta(period.ends_on + timedelta(days=1), period.starts_on).normalized() in near(
            relativedelta(ends_on + timedelta(days=1), starts_on)
        )
    assert not period.is_cut_short


def near(length):
    """The same length, or as near to it as months of different lengths allow."""
    return [length + relativedelta(days=days) for days in range(-3, 4)] + [
        relativedelta(years=length.years, months=length.months + more, days=rest)
        for more in (-1, 1)
        for rest in (*range(4), *range(27, 31))
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        ("2023-07-01", "2026-06-30", "2029-06-30"),
        ("2021-09-01", "2024-06-30", "2027-06-30"),  # three academic years, by their teaching
        ("2023-11-15", "2026-08-31", "2029-08-31"),  # signed late in the first of three
        ("2023-01-01", "2026-06-30", "2029-12-31"),  # three years and a half
        ("2024-02-29", "2025-02-28", "2026-02-28"),
        ("2024-02-29", "2025-02-27", "2026-02-27"),
        ("2024-02-29", "2028-02-29", "2032-02-29"),
        ("2024-03-01", "2025-02-28", "2026-02-28"),
        ("2023-02-01", "2023-07-31", "2024-01-31"),
        ("2025-08-30", "2025-08-31", "2025-09-02"),
        ("2021-04-30", "2021-04-30", "2021-05-01"),
    ],
)
def test_it_ends_when_people_expect(starts_on, ends_on, expected):
    period = period_after(agreement(date.fromisoformat(starts_on), date.fromisoformat(ends_on)))
    assert period.ends_on == date.fromisoformat(expected)


@given(starts_on=days, whole_years=some.integers(min_value=1, max_value=10))
def test_whole_years_stay_whole_years(starts_on, whole_years):
    starts_on = starts_on.replace(day=min(starts_on.day, 28))
    period = period_after(agreement(starts_on, starts_on + relativedelta(years=whole_years) - timedelta(days=1)))
    assert period.ends_on == starts_on + relativedelta(years=2 * whole_years) - timedelta(days=1)


@given(starts_on=some.none() | days, ends_on=some.dates(min_value=date(2021, 1, 1), max_value=date(2029, 9, 29)))
def test_an_erasmus_agreement_never_outlasts_its_programme(starts_on, ends_on):
    if starts_on and starts_on > ends_on:
        return
    period = period_after(agreement(starts_on, ends_on, AgreementKind.ERASMUS))
    assert period.starts_on <= period.ends_on <= erasmus_limit()
    if period.is_cut_short:
        assert period.ends_on == erasmus_limit()


@given(starts_on=some.none() | days, ends_on=days, first=years, last=years, erasmus=some.booleans())
def test_the_years_of_conditions_lie_within_the_new_period_and_in_order(starts_on, ends_on, first, last, erasmus):
    kind = AgreementKind.ERASMUS if erasmus and ends_on < erasmus_limit() else AgreementKind.MOC
    if (starts_on and starts_on > ends_on) or (first and last and last < first):
        return
    moved, period = later(agreement(starts_on, ends_on, kind), first, last)
    for before, after in ((first, moved["first_year"]), (last, moved["last_year"])):
        assert (before is None) == (after is None)
        if after is not None:
            assert after >= AcademicYear.of(period.starts_on).first_year
            assert period.ends_on is None or after <= AcademicYear.of(period.ends_on).first_year
    if first and last:
        assert moved["first_year"] <= moved["last_year"]


@given(first=some.integers(min_value=2000, max_value=2040), count=some.integers(min_value=1, max_value=8))
def test_academic_years_follow_without_gap_or_overlap(first, count):
    whole = agreement(date(first, 9, 1), date(first + count, 8, 31))
    moved, _period = later(whole, first, first + count - 1)
    assert (moved["first_year"], moved["last_year"]) == (first + count, first + 2 * count - 1)


def later(agreement, first, last):
    """The academic years of a condition with these, and the period, after renewal."""
    period = period_after(agreement)
    moved_by = years_later(agreement, period, [SimpleNamespace(first_year=first)])
    years = {"first_year": first, "last_year": last}
    return {name: period.within(year and year + moved_by) for name, year in years.items()}, period
