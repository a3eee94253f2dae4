import pytest

from tests.agreements.factories import home
from tests.mobility.factories import MobilityFactory, ParticipantFactory


@pytest.fixture
def stay(unit, coordinator):
    """A student of the department, nominated for an autumn term in Poland."""
    home()
    return MobilityFactory(
        unit=unit, coordinator=coordinator, participant=ParticipantFactory(given_name="Ada", family_name="Lindqvist")
    )


@pytest.fixture
def stay_elsewhere(other_unit):
    """A stay that must never be seen from the department."""
    return MobilityFactory(unit=other_unit, participant=ParticipantFactory(family_name="Hidden"))
