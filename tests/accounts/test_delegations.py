"""What the database itself holds true of substitutions, whoever writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Delegation
from core.constraints import violated_constraint
from tests.accounts.factories import DelegationFactory, UserFactory

pytestmark = pytest.mark.django_db

MONDAY, WEDNESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)


def broken_constraint(**values) -> str:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        DelegationFactory(**values)
    return violated_constraint(caught.value)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [(MONDAY, MONDAY), (FRIDAY, FRIDAY), (WEDNESDAY, WEDNESDAY), (date(2026, 1, 1), None), (FRIDAY, None)],
)
def test_nobody_is_away_twice_at_once(starts_on, ends_on):
    person = DelegationFactory(starts_on=MONDAY, ends_on=FRIDAY).person
    assert broken_constraint(person=person, starts_on=starts_on, ends_on=ends_on) == "delegation_one_at_a_time"


def test_absences_follow_each_other_and_colleagues_are_away_at_once():
    person = DelegationFactory(starts_on=MONDAY, ends_on=WEDNESDAY).person
    DelegationFactory(person=person, starts_on=date(2026, 11, 26), ends_on=None)
    DelegationFactory(starts_on=MONDAY, ends_on=None)
    assert Delegation.objects.count() == 3


def test_database_refuses_oneself_and_an_end_before_the_start():
    person = UserFactory()
    assert broken_constraint(person=person, substitute=person) == "delegation_to_somebody_else"
    assert broken_constraint(starts_on=FRIDAY, ends_on=MONDAY) == "delegation_ends_after_start"
