"""Properties of the calculation: what must hold for every case, however odd."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobility.enums import Activity, Direction, SchemeCode
from mobility.rules.assessing import assess
from mobility.rules.cases import Case
from mobility.rules.grants import calculate
from mobility.rules.periods import calendar_days, funded_days
from mobility.rules.reading import READERS

CALLS = range(2021, 2027)
COUNTRIES = ["SE", "DE", "ES", "PL", "NO", "NL", "FI", "GB", "AD", "US", "GE", "NA"]
days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
cases = st.builds(
    Case,
    scheme=st.sampled_from(SchemeCode),
    call_year=st.sampled_from(CALLS),
    activity=st.sampled_from(Activity),
    direction=st.sampled_from(Direction),
    sending_country=st.sampled_from(COUNTRIES),
    receiving_country=st.sampled_from(COUNTRIES),
    start_on=days,
    end_on=st.just(date(2028, 12, 31)),
    distance_km=st.none() | st.decimals(0, 20_000, places=1),
    fewer_opportunities=st.booleans(),
    green_travel=st.booleans(),
)


def ending(case: Case, length: int) -> Case:
    return Case(**{**vars(case), "end_on": case.start_on + timedelta(days=length - 1)})


@given(cases, st.integers(1, 500), st.integers(0, 200))
def test_a_longer_stay_is_never_paid_less_for_its_days(book_of, case, length, more):
    """Once-only amounts have their own tables; what is paid by the day grows with the days."""
    book, by_day = book_of(case.call_year), ("€ a day", "€ a month")

    def paid_by_day(stay: Case) -> Decimal:
        return sum(
            (line.amount for line in calculate(stay, book).lines if any(w in line.working for w in by_day)), Decimal(0)
        )

    assert paid_by_day(ending(case, length)) <= paid_by_day(ending(case, length + more))


@given(cases, st.integers(1, 500))
def test_no_amount_is_negative_and_the_total_is_the_sum_of_the_lines(book_of, case, length):
    grant = calculate(ending(case, length), book_of(case.call_year))

    assert all(line.amount > 0 for line in grant.lines)
    assert grant.total == sum((line.amount for line in grant.lines), Decimal(0))


@given(days, st.integers(1, 800))
def test_days_in_months_grow_by_at_most_a_short_months_gap_and_never_shrink(start_on, length):
    """A day more is never fewer days; where February ends, the step makes up for its missing days."""
    end_on = start_on + timedelta(days=length - 1)
    now, tomorrow = (funded_days(start_on, day, in_months=True) for day in (end_on, end_on + timedelta(days=1)))

    assert now <= tomorrow <= now + 4
    assert now <= calendar_days(start_on, end_on) + 2 * (1 + length // 365)


@pytest.mark.parametrize("call", CALLS)
@given(km=st.decimals(10, 40_000, places=2))
def test_bands_of_travel_have_no_gap_and_no_overlap(book_of, call, km):
    bands = [
        band
        for band in book_of(call).bands
        if band.km_from <= int(km) and (band.km_to is None or int(km) <= band.km_to)
    ]

    assert bands == [book_of(call).band(km)]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates().map(str)
    | st.sampled_from([*SchemeCode.values, *Activity.values, *Direction.values, *COUNTRIES]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(anything | st.dictionaries(st.sampled_from([*READERS, "id", "colour"]), anything))
def test_whatever_is_given_there_is_an_answer_and_never_an_exception(book_of, raw):
    answer = assess(raw, book_of)

    assert set(answer) == {"id", "days", "findings", "grant"}
    json.dumps(answer)
    assert answer["grant"]["total"] == "0.00" or answer["days"]
