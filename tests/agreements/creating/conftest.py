import pytest

from tests.agreements.factories import InstitutionFactory, home


@pytest.fixture
def partner(db):
    home()
    return InstitutionFactory(name="AGH University", city="Kraków", erasmus_code="PL KRAKOW02")


@pytest.fixture
def second_partner(partner):
    return InstitutionFactory(name="Politechnika Gdańska", city="Gdańsk", erasmus_code="PL GDANSK02")
