"""Agreements in every place a person could look for them by mistake."""

import pytest

from accounts.enums import Role
from agreements.enums import AgreementState
from agreements.services.agreements import move_agreement
from agreements.supplied import TABLES
from reference.loading import load_table
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.reference.factories import CountryFactory


@pytest.fixture
def lodz(db):
    return InstitutionFactory(name="Politechnika Łódzka", city="Łódź", erasmus_code="PL LODZ02", aliases=["TUL"])


@pytest.fixture
def registered(unit, coordinator, lodz):
    """An active agreement that every reader may see."""
    return AgreementFactory(
        responsible_unit=unit,
        title="Exchange with Lodz",
        number="BTH-1.2.1-0029-2014",
        partners=[lodz],
        coordinator=coordinator,
        remarks="Internal: they were slow.",
    )


@pytest.fixture
def draft(unit):
    """A draft of the unit: its keepers' own."""
    return AgreementFactory(responsible_unit=unit, title="Secret draft", state=AgreementState.DRAFT)


@pytest.fixture
def foreign_draft(other_unit):
    """A draft of another unit."""
    partner = InstitutionFactory(name="Universität Zürich", country=CountryFactory(iso2="CH"), city="Zürich")
    return AgreementFactory(
        responsible_unit=other_unit, title="Foreign draft", state=AgreementState.DRAFT, partners=[partner]
    )


@pytest.fixture
def routes(db):
    """The routes that come with the portal."""
    for table in TABLES:
        load_table(table)


@pytest.fixture
def chief(person, unit):
    """The head of the department."""
    return person(Role.HEAD, unit, name="Head of department")


@pytest.fixture
def dean(person, faculty):
    return person(Role.HEAD, faculty, name="Dean")


@pytest.fixture
def rector(person, university):
    return person(Role.HEAD, university, name="Vice-chancellor")


@pytest.fixture
def other_dean(person, other_unit):
    return person(Role.HEAD, other_unit, name="Other dean")


@pytest.fixture
def memorandum(routes, unit, chief, dean, rector, officer, coordinator):
    """A memorandum, submitted: its department, its dean and the vice-chancellor are asked."""
    agreement = AgreementFactory(
        responsible_unit=unit, state=AgreementState.DRAFT, is_open_ended=True, coordinator=coordinator
    )
    return move_agreement(agreement, "submit", actor=coordinator)
