import pytest

from mobility.enums import MobilityState
from mobility.learning.enums import ComponentKind
from mobility.learning.writing import begin_learning_agreement, save_component, update_version
from tests.agreements.factories import home
from tests.mobility.factories import MobilityFactory, SchemeFactory


@pytest.fixture
def stay(unit, coordinator):
    """A student of the department, accepted for an autumn in Poland, in a scheme without rules of a programme."""
    home()
    scheme = SchemeFactory(code="bilateral", name_en="Bilateral exchange", rules="")
    return MobilityFactory(unit=unit, coordinator=coordinator, scheme=scheme, state=MobilityState.ACCEPTED)


@pytest.fixture
def draft(stay, coordinator):
    """Its first version, ready to be signed: a course abroad that counts as one at home."""
    return drafted(stay, coordinator)


def drafted(stay, actor):
    version = begin_learning_agreement(stay, actor=actor)
    update_version(version, actor=actor, partner_signer="Ewa Nowak", partner_email="ewa@p.example.org")
    at_home = save_component(
        version, actor=actor, kind=ComponentKind.RECOGNISED, title="Databases", code="DV1", ects=7.5
    )
    save_component(version, actor=actor, kind=ComponentKind.STUDIED, title="Bazy danych", ects=6, counterpart=at_home)
    version.refresh_from_db()
    return version
