"""Dates as people keep them."""

from datetime import date

import pytest

from core.imports.days import NotADay, end_day, start_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021", date(2021, 12, 31)),
        (" 2021 ", date(2021, 12, 31)),
        ("2020/21", date(2021, 12, 31)),
        ("2020-2021", date(2021, 12, 31)),
        ("2021-09-30", date(2021, 9, 30)),
        ("2021-09-30T00:00:00", date(2021, 9, 30)),
        ("30.9.2021", date(2021, 9, 30)),
        ("30/09/2021", date(2021, 9, 30)),
        ("30 września 2021", date(2021, 9, 30)),
        ("", None),
    ],
)
def test_an_end_is_read(written, day):
    assert end_day(written, "12-31") == day


@pytest.mark.parametrize("written", ["2", "soon", "20211", "1066", "2021-13-01", "31.2.2021", "9999"])
def test_what_is_no_date_is_told(written):
    with pytest.raises(NotADay) as problem:
        end_day(written, "12-31")
    assert written in problem.value.sentence


def test_a_bare_year_means_what_the_mapping_says():
    assert end_day("2028", "09-30") == date(2028, 9, 30)


def test_a_start_begins_its_year():
    assert [start_day("2020"), start_day("2020/21"), start_day("1.9.2020")] == [
        date(2020, 1, 1),
        date(2020, 1, 1),
        date(2020, 9, 1),
    ]
