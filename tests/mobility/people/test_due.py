from datetime import date
from decimal import Decimal

import pytest

from mobility.enums import MobilityState, ProjectState
from mobility.people.due import people_to_forget
from tests.mobility.factories import BudgetLineFactory, GrantProjectFactory, MobilityFactory, ParticipantFactory
from tests.mobility.people.conftest import instant

pytestmark = pytest.mark.django_db


def due(on: date) -> list[str]:
    return [person.family_name for person in people_to_forget(on)]


def somebody(name: str):
    return ParticipantFactory(family_name=name)


def test_a_closed_stay_is_kept_ten_years_after_its_academic_year(rules_of_retention, old_stay):
    old_stay(participant=somebody("Lind"))  # 2010/11 ended on 31 August 2011
    assert due(date(2021, 8, 30)) == []
    assert due(date(2021, 8, 31)) == ["Lind"]


def test_a_declined_nomination_is_kept_a_year(rules_of_retention, old_stay):
    for state in MobilityState.fallen_through:
        old_stay(participant=somebody(state), state=state, state_since=instant(date(2020, 3, 1)), academic_year=2020)
    assert due(date(2021, 2, 28)) == []
    assert sorted(due(date(2021, 3, 1))) == ["cancelled", "rejected"]


def test_one_stay_that_is_kept_keeps_the_person(rules_of_retention, old_stay, unit):
    person = somebody("Lind")
    old_stay(participant=person)
    MobilityFactory(participant=person, unit=unit)
    assert due(date(2030, 1, 1)) == []


@pytest.mark.parametrize("state", [value for value in MobilityState.values if value not in MobilityState.over])
def test_what_is_not_over_is_never_due(rules_of_retention, old_stay, state):
    old_stay(state=state)
    assert due(date(2090, 1, 1)) == []


def test_records_of_a_project_are_kept_after_it_was_closed(rules_of_retention, old_stay, closed_project):
    large = closed_project(date(2024, 5, 1))
    BudgetLineFactory(project=large, granted=Decimal("60000.01"))
    small = closed_project(date(2024, 5, 1))
    BudgetLineFactory(project=small, granted=Decimal(60000))
    old_stay(participant=somebody("Large"), project=large)
    old_stay(participant=somebody("Small"), project=small)
    assert due(date(2027, 4, 30)) == []
    assert due(date(2027, 5, 1)) == ["Small"]
    assert sorted(due(date(2029, 5, 1))) == ["Large", "Small"]


def test_a_project_that_is_not_closed_keeps_its_people(rules_of_retention, old_stay, unit):
    old_stay(project=GrantProjectFactory(unit=unit, state=ProjectState.REPORTED, state_since=instant(date(2012, 1, 1))))
    assert due(date(2090, 1, 1)) == []


def test_without_rules_nobody_is_due(old_stay):
    old_stay()
    old_stay(state=MobilityState.REJECTED)
    assert due(date(2090, 1, 1)) == []
