"""Partners that are under restriction, and the plans of others."""

from datetime import date

import pytest

from partners.enums import SignalEffect
from partners.models import CountrySignal
from tests.agreements.factories import home as our_institution
from tests.cooperation.factories import WorkPlanFactory
from tests.partners.factories import InstitutionFactory
from tests.reference.factories import CountryFactory


@pytest.fixture
def minsk(db):
    """A state university in Belarus: barred since March 2022 (DD-06)."""
    belarus = CountryFactory(iso2="BY")
    CountrySignal.objects.create(
        country=belarus,
        effect=SignalEffect.STOP,
        reason_en="The government asks state institutions of Belarus to be left alone.",
        valid_from=date(2022, 3, 2),
    )
    return InstitutionFactory(name="National Technical University", city="Minsk", country=belarus)


@pytest.fixture
def home(db):
    """Our own institution."""
    return our_institution()


@pytest.fixture
def plan(unit, coordinator):
    return WorkPlanFactory(unit=unit, coordinator=coordinator, title="Forest biodiversity")
