"""Grants as they are kept: what a calculation holds, what a second one leaves of the first, who may make one."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.db import connection

from core.errors import PortalError, RightMissing
from mobility.enums import MobilityState
from mobility.grants.comparison import differences
from mobility.grants.enums import CalculationReason, LineKind
from mobility.grants.on_page import grant_on_page
from mobility.grants.services import calculate_grant, calculate_grants
from mobility.models import GrantCalculation
from mobility.querysets import CHANGE
from mobility.rules.book import RuleBook
from mobility.stays.checking import StayCheck
from mobility.stays.writing import change_stay
from reference.models import GrantRate
from tests.agreements.factories import home
from tests.mobility.factories import InclusionNeedFactory


def test_a_calculation_keeps_days_lines_and_where_they_are_from(stay, coordinator):
    made = calculate_grant(stay, actor=coordinator)

    assert (made.days, made.call_year, made.country_group, made.total) == (138, 2025, "3", Decimal("2346.00"))
    (line,) = made.lines.all()
    assert (line.kind, line.rule, line.rate, line.unit) == (LineKind.INDIVIDUAL, "KA131-31", 510, "EUR/month")
    assert line.words == {"en": "138 days × 510.00 € a month ÷ 30", "sv": line.words["sv"]}
    assert "W27" in line.source
    assert line.is_verified


def test_another_last_day_is_calculated_as_it_is_saved_and_keeps_the_old_grant(stay, coordinator):
    first = calculate_grant(stay, actor=coordinator)
    change_stay(stay, actor=coordinator, remarks="Wants a room.")
    assert GrantCalculation.objects.get() == first
    change_stay(stay, actor=coordinator, ends_on=date(2027, 1, 8))
    second = GrantCalculation.objects.get(is_current=True)

    first.refresh_from_db()
    assert (first.is_current, first.total) == (False, Decimal("2346.00"))
    assert (second.reason, second.days, second.total) == (CalculationReason.DAYS, 128, Decimal("2176.00"))
    (difference,) = differences(first.lines.all(), second.lines.all())
    assert (difference.kind, difference.change) == (LineKind.INDIVIDUAL, Decimal("-170.00"))


def test_the_same_facts_make_no_second_calculation_and_other_tables_do(stay, coordinator):
    first = calculate_grant(stay, actor=coordinator)
    assert calculate_grant(stay, actor=coordinator) == first

    GrantRate.objects.filter(code="SMS-SE-24-G3").update(amount_fixed=600)
    assert calculate_grant(stay, actor=coordinator).reason == CalculationReason.TABLES


def test_the_top_up_that_only_the_office_sees_is_marked_so(stay, coordinator):
    InclusionNeedFactory(mobility=stay)
    made = calculate_grant(stay, actor=coordinator)

    assert [(line.kind, line.is_sensitive) for line in made.lines.all()] == [
        (LineKind.INDIVIDUAL, False),
        (LineKind.INCLUSION, True),
    ]
    assert made.total - made.public_total == Decimal("1150.00")  # 138 × 250 ÷ 30


def test_travel_that_is_paid_for_fewer_opportunities_alone_is_marked_so(make_stay, coordinator):
    """Up to call 2023 students of short stays got travel support only then (KA131-38): the line would tell."""
    stay = make_stay(activity="student-short-blended", distance_km=800, ends_on=date(2026, 9, 10))
    stay.project.call_year = 2023
    stay.project.save()
    InclusionNeedFactory(mobility=stay)
    kinds = {line.kind for line in calculate_grant(stay, actor=coordinator).lines.all() if line.is_sensitive}

    assert kinds == {LineKind.INCLUSION, LineKind.TRAVEL}


@pytest.mark.parametrize(
    ("call", "is_green", "recorded", "paid"),
    [(2025, False, 2, 2), (2025, False, 5, 2), (2025, True, 6, 6), (2023, True, 6, 6), (2025, False, 0, 0)],
)
def test_travel_days_are_paid_where_they_are_recorded(make_stay, coordinator, call, is_green, recorded, paid):
    """KA131-39; a day of the month's rate: 510 ÷ 30 = 17 euro. The agency's rate is of call 2024 and later."""
    stay = make_stay(travel_days=recorded, is_green_travel=is_green)
    stay.project.call_year = call
    stay.project.save()
    GrantRate.objects.filter(code="SMS-SE-24-G3").update(valid_from_call=2021)
    made = calculate_grant(stay, actor=coordinator)

    assert sum(line.amount for line in made.lines.filter(kind=LineKind.TRAVEL_DAYS)) == 17 * paid
    assert any(point["rule"] == "KA131-39" for point in made.open_points) is (recorded > paid)


def test_whom_the_partner_pays_has_no_grant_here_unless_a_project_of_ours_does(make_stay, officer):
    theirs, ours = make_stay(direction="incoming", project=None), make_stay(direction="incoming")

    assert grant_on_page(theirs, officer) is None
    assert grant_on_page(ours, officer)["may_calculate"]
    said = [{each.what.rule for each in StayCheck(stay).findings} for stay in (theirs, ours)]
    assert said[1] - said[0] == {"KA131-30", "KA131-37"}  # what is known of amounts alone


def test_who_keeps_other_stays_calculates_none_here(stay, outsider, reader):
    for person in (outsider, reader):
        with pytest.raises(RightMissing):
            calculate_grant(stay, actor=person)


@pytest.mark.parametrize("state", [MobilityState.CANCELLED, MobilityState.CLOSED])
def test_what_is_over_is_not_calculated(make_stay, coordinator, state):
    with pytest.raises(PortalError):
        calculate_grant(make_stay(state=state), actor=coordinator)


def test_many_take_as_many_queries_as_one(make_stay, django_assert_num_queries, coordinator):
    def calculate(stays):
        return calculate_grants([stay.pk for stay in stays], home=home(), book_of=books, actor=coordinator)

    book = RuleBook.of_call(2025)
    books = {2025: book}.get
    one, three = [make_stay()], [make_stay() for _ in range(3)]
    coordinator.has_perm(CHANGE, one[0])  # reads the memberships
    with django_assert_num_queries(11):
        assert len(calculate(one).changed) == 1
    with django_assert_num_queries(11):
        assert len(calculate(three).changed) == 3


@pytest.mark.django_db(transaction=True)
def test_two_who_calculate_at_once_leave_one_current_calculation(stay, coordinator):
    barrier, failures = Barrier(2), []

    def work():
        try:
            barrier.wait()
            calculate_grant(stay, actor=coordinator)
        except Exception as error:  # noqa: BLE001 (told by the assertion below)
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert GrantCalculation.objects.filter(mobility=stay).count() == 1
