"""Whatever is arranged, handed over or overdue: each date of a person stands on exactly one part of their desk."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from agreements.enums import Visibility
from core.errors import PortalError
from reminders.arrangements import hand_over_date, rest_date, settle_date, take_up_again
from reminders.dates import DateQuestion, Standing, Whose, find_date
from reminders.desk import FURTHEST_DAYS, Desk
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(person, university, faculty, unit, other_unit):
    """Two coordinators a unit, a head, two officers, readers, somebody who has left and somebody away."""
    made = [person(Role.COORDINATOR, each, name=f"C{each.code}{n}") for each in (unit, other_unit) for n in (1, 2)]
    made += [person(Role.HEAD, faculty), person(Role.OFFICER, university), person(Role.OFFICER, university)]
    made += [person(Role.READER, university), person(Role.AUDITOR, university)]
    User.objects.filter(pk=made[0].pk).update(is_active=False)
    DelegationFactory(person=made[2], substitute=made[3], starts_on=timezone.localdate(), ends_on=None)
    return made


def a_register(chance, people, units):
    """Agreements and documents due from long ago to beyond the desk, with and without a keeper."""
    today = timezone.localdate()
    for _number in range(25):
        fields = {"responsible_unit": chance.choice(units), "coordinator": chance.choice([*people, None])}
        days = timedelta(days=chance.choice([-60, -20, -1, 0, 1, 6, 7, 29, 30, 31, 179, 180, 181, 400]))
        agreement = AgreementFactory(**fields, ends_on=today + days)
        if chance.random() < 0.5:
            days = timedelta(days=chance.choice([-40, -15, -14, 3, 90, 181]))
            seen_by = chance.choice([Visibility.OFFICE, Visibility.STAFF])
            DocumentFactory(agreement=agreement, review_on=today + days, visibility=seen_by)


def arrange_at_random(chance, people):
    today = timezone.localdate()
    officer = next(user for user in people if user.rights.everywhere("reminders.arrange_date"))
    found = DateQuestion(officer, today, Whose.ALL, standing=Standing.ANY).rows(1000)
    for row in chance.sample(found, len(found) // 2):
        now = find_date(officer, row.source, row.object_id, today)
        acts = [
            lambda now: rest_date(now, actor=officer, until=today + timedelta(days=9), reason="later"),
            lambda now: settle_date(now, actor=officer, reason="it is renewed"),
            lambda now: hand_over_date(now, actor=officer, to=chance.choice(people)),
            lambda now: take_up_again(now, actor=officer),
        ]
        try:
            chance.choice(acts)(now)
        except (PortalError, ValidationError):
            continue  # what is refused changes nothing


@pytest.mark.parametrize("seed", range(6))
def test_each_date_of_a_person_stands_on_exactly_one_part(seed, people, unit, other_unit, faculty):
    chance = Random(seed)
    today = timezone.localdate()
    a_register(chance, people, [unit, other_unit, faculty])
    arrange_at_random(chance, people)
    for user in User.objects.filter(is_active=True):
        desk = Desk(user, today, user)
        parts = [*desk.parts, *(part for part in (desk.elsewhere, desk.aside) if part)]
        shown = Counter(row.date.key for part in parts for row in part.rows)
        assert not [key for key, times in shown.items() if times > 1]
        near = today + timedelta(days=FURTHEST_DAYS)
        questions = [
            DateQuestion(user, today, until=near),
            DateQuestion(user, today, standing=Standing.ASIDE),
            DateQuestion(user, today, Whose.ESCALATED),
        ]
        assert set(shown) == {row.key for question in questions for row in question.rows(1000)}
        mine = {row.key for part in desk.parts for row in part.rows if row.kept_by}
        assert mine == set()
