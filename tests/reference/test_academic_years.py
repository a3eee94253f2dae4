from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference.academic_years import AcademicYear

years = st.builds(AcademicYear, st.integers(1900, 2098))


@given(years)
def test_written_and_read_again_is_the_same_year(year):
    assert AcademicYear.parse(str(year)) == year


@given(years, st.sampled_from(["/", "-", "–", " / "]))
def test_other_ways_of_writing_are_read(year, separator):
    assert AcademicYear.parse(f"{year.first_year}{separator}{year.first_year + 1}") == year


@given(years)
def test_years_follow_each_other_without_gap(year):
    assert (year.next.starts_on - year.ends_on).days == 1
    assert year.next.previous == year
    assert year < year.next


@given(st.dates(date(1900, 9, 1), date(2098, 12, 31)))
def test_every_day_lies_in_exactly_one_year(day):
    year = AcademicYear.of(day)
    assert day in year
    assert day not in year.next
    assert day not in year.previous


def test_year_begins_in_september():
    assert str(AcademicYear.of(date(2026, 8, 31))) == "2025/26"
    assert str(AcademicYear.of(date(2026, 9, 1))) == "2026/27"
    assert str(AcademicYear(1999)) == "1999/00"


@pytest.mark.parametrize("text", ["", "2026", "2026/28", "2026/2026", "26/27", "2026/27/28", "spring 2026", "2026/7"])
def test_what_is_no_academic_year_is_refused(text):
    with pytest.raises(ValueError, match="not "):
        AcademicYear.parse(text)
