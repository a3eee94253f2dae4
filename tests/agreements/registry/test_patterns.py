"""Patterns of registration numbers: what they make, and which are refused in words."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from agreements.models import NumberSeries
from agreements.registry.patterns import pattern_problem, shape_of, stem_of

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("BTH-1.2.1-{number:04}-{year}", "BTH-1.2.1-0029-2026"),
        ("{year}/{number}-1.1.1", "2026/29-1.1.1"),
        ("{unit}-{yy}-{number:3}", "DIDA-26-029"),
        ("{number:01}", "29"),
    ],
)
def test_a_pattern_makes_numbers_of_its_shape(pattern, number):
    stem = stem_of(pattern, on=DAY, unit="DIDA")
    assert pattern_problem(pattern) == ""
    assert stem.number(29) == number
    assert stem.count_of(number) == 29
    assert re.fullmatch(shape_of(pattern), number)


@pytest.mark.parametrize(
    "other", ["BTH-1.2.1-0029-2025", "BTH-1.2.1--2026", "BTH-1.2.1-x-2026", "", "BTH-1.2.1-²-2026"]
)
def test_a_number_of_another_stem_has_no_count(other):
    assert stem_of("BTH-1.2.1-{number:04}-{year}", on=DAY, unit="").count_of(other) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("BTH-{year}", "exactly once"),
        ("{number}-{number}", "exactly once"),
        ("BTH-{nummer}", "“{nummer}” is no field"),
        ("{number:99}", "is no field"),
        ("{number!r}", "is no field"),
        ("{number.__class__}", "is no field"),
        ("BTH-{number", "A brace is open"),
        ("BTH-}{number}", "A brace is open"),
        ("BTH<b>-{number}", "letters, digits"),
        (" {number}", "space"),
        ("", "exactly once"),
    ],
)
def test_a_bad_pattern_is_refused_in_words(pattern, said):
    assert said in pattern_problem(pattern)
    with pytest.raises(ValidationError) as refused:
        NumberSeries(code="x", name_en="X", pattern=pattern).clean()
    assert said in refused.value.message_dict["pattern"][0]
