import pytest

from mobility.enums import Activity
from mobility.models import SupportRequest
from mobility.support.enums import SupportKind
from tests.agreements.factories import home
from tests.mobility.factories import (
    BipFactory,
    BipPartnerFactory,
    MobilityFactory,
    SupportRequestFactory,
    SupportSchemeFactory,
)
from tests.partners.factories import InstitutionFactory
from tests.reference.factories import CountryFactory


@pytest.fixture
def abroad(db):
    """Two partners from two countries, as the scheme asks for."""
    finland = CountryFactory(iso2="FI", iso3="FIN", name_en="Finland", name_sv="Finland")
    return [InstitutionFactory(country=finland), InstitutionFactory()]


@pytest.fixture
def programme(unit, abroad):
    """A programme of the unit for which everything is there that a request for its support needs."""

    def make(**fields):
        bip = BipFactory(**{"unit": unit, **fields})
        for institution in (home(), *abroad):
            BipPartnerFactory(bip=bip, institution=institution)
        return bip

    return make


@pytest.fixture
def ask(coordinator):
    """A complete request of the coordinator that nobody has sent yet."""
    return lambda bip, **fields: SupportRequestFactory(**{"bip": bip, "asked_by": coordinator, **fields})


@pytest.fixture
def supported(programme):
    """A programme that we support, with its scheme of ``places`` for our own people."""

    def make(places=1):
        bip = programme()
        scheme = SupportSchemeFactory(places_each=places)
        SupportRequestFactory(
            bip=bip, scheme=scheme, state="granted", completed_at="2026-01-01T12:00Z", granted_at="2026-01-01T12:00Z"
        )
        return bip

    return make


@pytest.fixture
def place(unit, coordinator):
    """A request for a place in the programme, for a stay of its own."""

    def make(bip, asked_by=None) -> SupportRequest:
        stay = MobilityFactory(unit=unit, bip=bip, activity=Activity.SHORT_BLENDED)
        asker = asked_by or coordinator
        return SupportRequestFactory(bip=bip, kind=SupportKind.PLACE, stay=stay, purpose="", asked_by=asker)

    return make
