from datetime import date

import pytest

from mobility.enums import MobilityState
from mobility.models import InstalmentShare
from mobility.supplied import DATA
from reference.loading import TABLES, Table, load_table
from reference.models import CallYearParameter, Country, GrantRate, Rule, TravelBand
from tests.agreements.factories import home
from tests.mobility.factories import GrantProjectFactory, MobilityFactory
from tests.partners.factories import InstitutionFactory
from tests.supplied import load


@pytest.fixture
def rates(reference_tables):
    """The supplied limits, rates and bands of every call, and what is paid first."""
    load(table for table in TABLES if table.model in (CallYearParameter, GrantRate, TravelBand, Rule))
    load_table(
        Table("instalment_shares.csv", InstalmentShare, ("rules", "agency_country", "valid_from_call"), folder=DATA)
    )


@pytest.fixture
def make_stay(rates, unit):
    """A student of ours in Poland from 1 September to 18 January, call 2025: 138 days at 510 euro a month."""
    home()
    partner = InstitutionFactory(country=Country.objects.get(pk="PL"))
    project = GrantProjectFactory(unit=unit)

    def make(**given):
        values = {"unit": unit, "project": project, "partner": partner, "state": MobilityState.AGREED}
        return MobilityFactory(**{**values, "starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 18), **given})

    return make


@pytest.fixture
def stay(make_stay):
    return make_stay()
