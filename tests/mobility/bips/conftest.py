import pytest

from partners.models import Institution
from reference.loading import TABLES
from reference.models import CallYearParameter, Country, CountryStatus, Rule, Source
from tests.agreements.factories import home
from tests.mobility.factories import BipFactory, BipPartnerFactory
from tests.partners.factories import InstitutionFactory
from tests.supplied import load

CHARTER = {"charter_starts_on": "2021-01-01", "charter_ends_on": "2027-12-31"}


@pytest.fixture
def tables(db):
    """What the rules of programmes rest on."""
    load(table for table in TABLES if table.model in (CallYearParameter, Country, CountryStatus, Rule, Source))


@pytest.fixture
def good(tables, unit):
    """A programme of ours that fulfils every condition: ten learners from Poland and Germany."""

    def make(**fields):
        bip = BipFactory(**{"unit": unit, **fields})
        ours = home()
        Institution.objects.filter(pk=ours.pk).update(**CHARTER)
        BipPartnerFactory(bip=bip, institution=ours, role=bip.role, planned_students=0)
        for country in ("PL", "DE"):
            partner = InstitutionFactory(country=Country.objects.get(pk=country), **CHARTER)
            BipPartnerFactory(bip=bip, institution=partner)
        return bip

    return make
