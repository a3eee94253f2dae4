from decimal import Decimal

import pytest

from reference.enums import PlacePrecision
from reference.places import forget, locate
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def middle_of_the_countries(db):
    CountryFactory(iso2="SE")
    CountryFactory(iso2="FR", latitude="46.6205", longitude="2.4522")


def rounded(place):
    return round(place.latitude), round(place.longitude), place.precision


@pytest.mark.parametrize(
    ("city", "country", "latitude", "longitude"),
    [
        ("Karlskrona", "SE", 56, 16),
        ("KARLSKRONA", "SE", 56, 16),
        ("Göteborg", "SE", 58, 12),
        ("Gothenburg", "SE", 58, 12),
        ("LYON CEDEX 03", "FR", 46, 5),
        ("Lyon (Rhône)", "FR", 46, 5),
        ("FORT-DE-FRANCE", "FR", 15, -61),
        ("Łódź", "PL", 52, 19),
        ("Praha 7", "CZ", 50, 14),
        ("Aarhus C", "DK", 56, 10),
        ("München", "DE", 48, 12),
        ("'s-Hertogenbosch", "NL", 52, 5),
    ],
)
def test_city_is_found_however_it_is_written(city, country, latitude, longitude):
    assert rounded(locate(city, country)) == (latitude, longitude, PlacePrecision.CITY)


@pytest.mark.parametrize("city", ["", "   ", "Nowhere-upon-Sea", "Lyon", "()", ",", "–"])
def test_unknown_city_gives_the_middle_of_its_country_and_says_so(city):
    place = locate(city, "SE")
    assert (place.latitude, place.longitude) == (Decimal("62.8302"), Decimal("16.7440"))
    assert place.precision == PlacePrecision.COUNTRY


def test_unknown_country_has_no_place():
    assert locate("Karlskrona", "ZZ") is None


def test_a_city_costs_no_query_and_an_unknown_one_costs_one(django_assert_num_queries):
    with django_assert_num_queries(0):
        locate("Karlskrona", "SE")
    with django_assert_num_queries(1):
        locate("Nowhere-upon-Sea", "SE")


def test_the_index_can_be_dropped_and_is_read_again():
    locate("Karlskrona", "SE")
    forget()
    assert locate("Karlskrona", "SE").precision == PlacePrecision.CITY
