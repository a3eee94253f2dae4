"""Worked cases of BIP-01 to BIP-07, by hand from ``call_year_parameters.csv`` and ``country_statuses.csv``."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobility.bips.enums import BipRole
from mobility.rules.bip_conditions import conditions_of
from mobility.rules.bip_support import expected_support
from mobility.rules.bips import BipCase, Head, Sender

BTH = Sender(name="BTH", country="SE", role=BipRole.COORDINATING_RECEIVING, students=4, teachers=2)
LODZ = Sender(name="Łódź", country="PL", students=5)
WEIMAR = Sender(name="Weimar", country="DE", students=5)
TIRANA = Sender(name="POLIS", country="AL", students=5, has_charter=False)
BERN = Sender(name="Bern", country="CH", students=5, has_charter=False)
OSLO = Sender(name="Oslo", country="NO", role=BipRole.OUTSIDE, students=2)
GOOD = BipCase(
    call_year=2025,
    senders=(BTH, LODZ, WEIMAR),
    starts_on=date(2026, 3, 9),
    ends_on=date(2026, 3, 13),
    has_virtual_part=True,
    works_together_online=True,
    ects=Decimal("3.0"),
)


def of_call(call, learners, **changes):
    """A programme to which Łódź and Weimar send ``learners`` between them."""
    people = (BTH, replace(LODZ, students=learners - 5), WEIMAR)
    return replace(GOOD, call_year=call, senders=people, **changes)


def with_partners(*senders, **changes):
    return replace(GOOD, senders=senders, **changes)


# What does not hold, by rule; of the recommendations only where nothing else is the matter.
CASES = {
    "ten learners are enough in 2025": (GOOD, []),
    "BIP-03: ten are enough from 2024": (of_call(2024, 10), []),
    "BIP-03: nine are not": (of_call(2024, 9), ["BIP-03"]),
    "BIP-03: fifteen up to 2023": (of_call(2023, 15), []),
    "BIP-03: fourteen are not enough in 2023": (of_call(2023, 14), ["BIP-03"]),
    "BIP-03: thirty may come": (of_call(2025, 30), []),
    "BIP-01: two institutions": (
        with_partners(BTH, replace(LODZ, students=10)),
        ["BIP-01", "BIP-01"],
    ),
    "BIP-01, TR-04: POLIS of Tirana does not count": (
        with_partners(BTH, replace(LODZ, students=10), TIRANA),
        ["BIP-01", "BIP-01"],
    ),
    "TR-04: POLIS may be a fourth": (with_partners(BTH, LODZ, WEIMAR, TIRANA), []),
    "BIP-01: Switzerland is not associated in 2025": (
        with_partners(BTH, replace(LODZ, students=10), BERN),
        ["BIP-01", "BIP-01"],
    ),
    "BIP-01: three institutions of two countries": (
        with_partners(BTH, LODZ, replace(WEIMAR, country="PL")),
        ["BIP-01"],
    ),
    "BIP-01: an associated country counts": (with_partners(BTH, LODZ, replace(WEIMAR, country="TR")), []),
    "BIP-01: a partner without a charter does not count, nor do its people": (
        with_partners(BTH, LODZ, replace(WEIMAR, has_charter=False)),
        ["BIP-01", "BIP-01", "BIP-03"],
    ),
    "BIP-01: nobody coordinates": (
        with_partners(replace(BTH, role=BipRole.RECEIVING), LODZ, WEIMAR),
        ["BIP-01"],
    ),
    "BIP-01: two coordinate": (
        with_partners(BTH, replace(LODZ, role=BipRole.COORDINATING), WEIMAR),
        ["BIP-01"],
    ),
    "BIP-01: one from outside is no partner": (
        with_partners(BTH, LODZ, replace(WEIMAR, role=BipRole.OUTSIDE)),
        ["BIP-01", "BIP-01"],
    ),
    "BIP-02: nobody receives": (
        with_partners(replace(BTH, role=BipRole.COORDINATING, students=0), LODZ, WEIMAR),
        ["BIP-02"],
    ),
    "BIP-02: an institution outside may send people, and they count": (
        with_partners(BTH, replace(LODZ, students=3), WEIMAR, OSLO),
        [],
    ),
    "BIP-04: teachers do not count": (
        with_partners(BTH, replace(LODZ, students=4, teachers=6), WEIMAR),
        ["BIP-03"],
    ),
    "BIP-04: the receiver's own do not count": (
        with_partners(replace(BTH, students=20), replace(LODZ, students=4), WEIMAR),
        ["BIP-03"],
    ),
    "BIP-04: the coordinator's own count where another receives": (
        with_partners(
            replace(BTH, role=BipRole.COORDINATING), replace(LODZ, role=BipRole.RECEIVING), replace(WEIMAR, students=6)
        ),
        [],
    ),
    "BIP-04: who pays for themselves does not count": (
        with_partners(BTH, LODZ, replace(WEIMAR, students=4), replace(WEIMAR, is_self_paying=True)),
        ["BIP-03"],
    ),
    "BIP-04: people from Albania do not count": (
        with_partners(BTH, replace(LODZ, students=4), WEIMAR, TIRANA),
        ["BIP-03"],
    ),
    "BIP-05: four days": (replace(GOOD, ends_on=date(2026, 3, 12)), ["BIP-05"]),
    "BIP-05: thirty days": (replace(GOOD, ends_on=date(2026, 4, 7)), []),
    "BIP-05: thirty-one days": (replace(GOOD, ends_on=date(2026, 4, 8)), ["BIP-05"]),
    "BIP-05: in two pieces": (replace(GOOD, in_one_piece=False), ["BIP-05"]),
    "BIP-05: no dates": (replace(GOOD, starts_on=None, ends_on=None), ["BIP-05"]),
    "BIP-05: no virtual part": (replace(GOOD, has_virtual_part=False), ["BIP-05"]),
    "BIP-05: nothing is done together online": (replace(GOOD, works_together_online=False), ["BIP-05"]),
    "BIP-06: two and a half credits": (replace(GOOD, ects=Decimal("2.5")), ["BIP-06"]),
    "BIP-06: none said": (replace(GOOD, ects=None), ["BIP-06"]),
    "BIP-06: staff need none": (
        with_partners(
            replace(BTH, students=0), *(replace(each, students=0, staff=5) for each in (LODZ, WEIMAR)),
            ects=None, for_students=False,
        ),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_condition_holds_or_not(name, book_of):
    case, expected = CASES[name]
    found = conditions_of(case, book_of(case.call_year))
    assert [each.rule for each in found if each.is_binding and not each.holds] == expected
    assert all(bool(each.mend) != each.holds for each in found if each.is_binding)


@pytest.mark.parametrize(
    ("call", "learners", "euro"),
    [
        (2023, 14, 0),  # BIP-07: lost
        (2023, 15, 6000),
        (2024, 9, 0),
        (2024, 10, 4000),
        (2025, 19, 7600),
        (2025, 20, 8000),
        (2026, 35, 8000),  # at most twenty are paid
    ],
)
def test_organisational_support_follows_the_learners_that_count(call, learners, euro, book_of):
    assert expected_support(of_call(call, learners), book_of(call)) == Decimal(euro)


def test_what_is_recommended_is_no_condition(book_of):
    recommended = [each for each in conditions_of(GOOD, book_of(2025)) if each.rule == "TR-02"]
    assert [(each.holds, each.is_binding) for each in recommended] == [(False, False)]
    assert not [each for each in conditions_of(of_call(2023, 15), book_of(2023)) if each.rule == "TR-02"]


def test_a_partner_that_does_not_count_is_named_with_the_reason(book_of):
    first = conditions_of(with_partners(BTH, LODZ, TIRANA), book_of(2025))[0]
    assert "POLIS does not count: Albania is no programme country." in first.sentence
    assert first.mend == "Win 1 more institution with a charter."


SENDERS = st.builds(
    Sender,
    name=st.sampled_from("ABCDE"),
    country=st.sampled_from(["SE", "PL", "DE", "AL", "CH"]),
    role=st.sampled_from(BipRole.values),
    has_charter=st.booleans(),
    students=st.integers(0, 30),
    staff=st.integers(0, 10),
    teachers=st.integers(0, 10),
    is_self_paying=st.booleans(),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(SENDERS, max_size=6))
def test_every_person_is_counted_or_left_out_with_a_reason(book_of, senders):
    head = Head(replace(GOOD, senders=tuple(senders)), book_of(2025))
    everybody = sum(each.students + each.staff + each.teachers for each in senders)
    assert head.learners + sum(each.people for each in head.left_out) == everybody
    assert 0 <= expected_support(head.case, head.book) <= 8000
