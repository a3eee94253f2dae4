"""The office's home: every number leads to a list of as many rows, whoever looks, and nobody is counted for another."""

import pytest

from accounts.enums import Role
from insights.home import shown
from insights.home.counting import numbers_for
from insights.home.keeping import count_homes, kept_or_counted
from insights.home.reach import reach_of
from insights.models import HomeFigures
from quality.enums import ActionState
from tests.agreements.factories import AgreementFactory
from tests.insights.worlds import World
from tests.mobility.factories import GrantProjectFactory
from tests.quality.factories import ActionFactory

pytestmark = pytest.mark.django_db

HOME = "/insights/"


@pytest.fixture
def world(kpis, university, unit, other_unit):
    return World([unit, other_unit], seed=7, stays=60, agreements=16)


def numbers_with_lists(numbers, user):
    """(count, address) of every number on the page."""
    for number in [*shown.waiting(numbers), *filter(None, [shown.overdue_actions(user)])]:
        if "balance" not in number.url:
            yield number.count, number.url
    for chart in (shown.kinds_chart(numbers), shown.countries_chart(numbers), shown.units_chart(numbers)):
        for bar in chart.bars:
            yield bar.count, bar.url
    if chart := shown.mobility_chart(numbers):
        for group in chart.groups:
            for part in group.parts:
                yield part.count, part.url
    yield numbers["agreements"]["in_force"], shown.agreements_in_force()
    if "projects" in numbers:
        yield numbers["projects"]["running"], shown.list_of("mobility:project_list", state="running")


def rows_at(browser, address) -> int:
    response = browser.get(address)
    assert response.status_code == 200, address
    return response.context["page"].total


@pytest.mark.parametrize("who", ["officer", "coordinator", "reader", "auditor"])
def test_every_number_leads_to_a_list_of_as_many_rows(world, request, browser_of, who, unit):
    user = request.getfixturevalue(who)
    ActionFactory(unit=unit, owner=user, state=ActionState.PLANNED, due_on="2020-01-01")
    browser, numbers = browser_of(user), numbers_for(user)
    asked = [(count, address) for count, address in numbers_with_lists(numbers, user) if count]

    assert asked
    assert [(rows_at(browser, address), address) for _count, address in asked] == asked


def test_the_balance_is_that_of_its_page(world, browser_of, officer):
    numbers = numbers_for(officer)
    (shown_balance,) = (number for number in shown.waiting(numbers) if "balance" in number.url)
    rows = [each["row"] for each in browser_of(officer).get(shown_balance.url).context["rows"]]

    assert numbers["balance"] == {"came": sum(row.came for row in rows), "went": sum(row.went for row in rows)}
    assert rows


def test_what_was_counted_is_shared_by_equal_rights_alone(
    world, person, unit, university, coordinator, outsider, reader
):
    colleague = person(Role.COORDINATOR, unit)
    count_homes()

    assert reach_of(colleague) == reach_of(coordinator)
    assert len({reach_of(each) for each in (coordinator, outsider, reader)}) == 3
    for user in (coordinator, outsider, reader, colleague):
        assert kept_or_counted(user).pk
        assert shown.countries_chart(kept_or_counted(user).numbers) == shown.countries_chart(numbers_for(user))
    assert "mobility" not in kept_or_counted(reader).numbers


def test_reading_the_page_writes_nothing(world, browser_of, officer):
    assert browser_of(officer).get(HOME).status_code == 200
    assert not HomeFigures.objects.exists()


def test_the_home_asks_the_same_of_few_rows_and_of_many(
    kpis, university, unit, other_unit, browser_of, officer, django_assert_num_queries
):
    World([unit], seed=1, stays=3, agreements=2)
    count_homes()
    browser = browser_of(officer)
    browser.get(HOME)
    with django_assert_num_queries(9):
        browser.get(HOME)
    for _each in range(3):
        AgreementFactory(responsible_unit=other_unit)
    count_homes()
    with django_assert_num_queries(9):
        browser.get(HOME)


def test_a_lump_sum_runs_without_a_budget_to_burn(unit, officer):
    by_cost, _lump_sum = GrantProjectFactory(unit=unit), GrantProjectFactory(unit=unit, lump_sum=250_000)
    numbers = numbers_for(officer)["projects"]
    assert numbers["running"] == 2
    assert [row["pk"] for row in numbers["budgets"]] == [by_cost.pk]
