"""Agreements in every place a person could look for them by mistake."""

import pytest

from agreements.enums import AgreementState
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
