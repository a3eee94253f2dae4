"""Anna leaves; Bo is her colleague and Cecilia the head of their faculty."""

from datetime import timedelta

import pytest

from accounts.enums import Role
from accounts.substitutes import name_substitute
from core.following import follow
from reminders.arrangements import hand_over_date
from reminders.dates import find_date
from reminders.sources import source
from tests.agreements.factories import AgreementFactory
from tests.reminders.leaving.words import today


@pytest.fixture
def anna(person, unit):
    """Who leaves."""
    return person(Role.COORDINATOR, unit, name="Anna Berg")


@pytest.fixture
def bo(person, unit):
    """A colleague of the same unit."""
    return person(Role.COORDINATOR, unit, name="Bo Ek")


@pytest.fixture
def cecilia(person, faculty):
    """The head of the faculty above."""
    return person(Role.HEAD, faculty, name="Cecilia Ström")


@pytest.fixture
def agreement_of(anna, unit):
    """Make an agreement that Anna keeps: ``agreement_of("Exchange", state="draft")``."""

    def make(title, **fields):
        return AgreementFactory(**{"title": title, "responsible_unit": unit, "coordinator": anna, **fields})

    return make


@pytest.fixture
def handed_date(anna, bo, officer, unit):
    """A date of an agreement of Bo's that was handed to Anna."""
    agreement = AgreementFactory(
        title="Bo’s agreement", responsible_unit=unit, coordinator=bo, ends_on=today() + timedelta(days=40)
    )
    row = find_date(officer, source("agreements.end"), agreement.pk, today())
    hand_over_date(row, actor=officer, to=anna)
    return agreement


@pytest.fixture
def everything(anna, bo, officer, agreement_of, handed_date, person, unit):
    """One of each thing that a person can keep."""
    agreement_of("Draft", state="draft")
    agreement_of("In review", state="in_review")
    active = agreement_of("Active", ends_on=today() + timedelta(days=100))
    agreement_of("Over", state="ended")
    away = person(Role.COORDINATOR, unit, name="Dag Away")
    name_substitute(away, actor=None, substitute=anna, starts_on=today(), ends_on=today() + timedelta(days=9))
    follow(active, actor=anna)
    return active
