import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from reference.countries import CountryNames
from reference.loading import load_reference
from reference.models import Country
from tests.reference.factories import CountryAliasFactory, CountryFactory, CountryStatusFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def written_as():
    return {
        "ES": ["España", "ESPAÑA ", "Espanya", "Spanien", "Spain", "ES", "esp"],
        "CH": ["Suiza", "Suïssa", "Schweiz", "Suisse", "Svizzera", "Switzerland"],
        "LV": ["Letònia", "Letonia", "Latvija", "Lettland"],
        "MX": ["Méjico", "México", "Mexiko"],
        "US": ["EUA", "EE.UU.", "USA", "U.S.A.", "United States of America", "Estados Unidos", "Förenta staterna"],
        "GB": ["Reino Unido", "UK", "Royaume-Uni", "Great Britain", "Storbritannien"],
        "NL": ["Países Bajos", "The Netherlands", "Holland", "los Países Bajos"],
        "KZ": ["Kazajistán", "Қазақстан"],
        "CZ": ["República Checa", "Czech Republic", "Tjeckien", "Česko"],
        "GR": ["EL", "Grecia", "Ελλάδα", "Hellas"],
        "KR": ["South Korea", "Sydkorea", "Korea (Republic of)", "대한민국"],
        "TR": ["Turquía", "Turkey", "Türkiye"],
        "NA": ["NA", "Namibia"],
        "TW": ["Taiwán"],
    }


def test_names_and_codes_of_many_languages_are_recognised(written_as):
    load_reference()
    names = CountryNames()
    found = {text: getattr(names.recognise(text), "pk", None) for texts in written_as.values() for text in texts}
    assert found == {text: code for code, texts in written_as.items() for text in texts}


@pytest.mark.parametrize("text", ["", " ", "?", "Atlantis", "Swed", "00"])
def test_what_is_no_country_is_not_guessed(text):
    CountryFactory(iso2="SE")
    CountryAliasFactory(country__iso2="SE", name="Suecia")
    assert CountryNames().recognise(text) is None


def test_names_are_read_in_two_queries_however_many(django_assert_num_queries):
    CountryAliasFactory()
    with django_assert_num_queries(2):
        CountryNames()
    CountryAliasFactory.create_batch(3)
    with django_assert_num_queries(2):
        CountryNames()


def test_name_follows_the_reader(db):
    sweden = CountryFactory(iso2="SE")
    nowhere = CountryFactory(iso2="ZZ", name_en="Nowhere", name_sv="")
    assert (str(sweden), str(nowhere)) == ("Sweden", "Nowhere")
    with translation.override("sv"):
        assert (str(sweden), str(nowhere)) == ("Sverige", "Nowhere")
        assert list(Country.objects.by_name()) == [nowhere, sweden]


def test_a_call_year_has_one_answer():
    CountryStatusFactory(valid_from_call=2021, valid_to_call=2023)
    later = CountryStatusFactory(valid_from_call=2024)
    later.clean()
    later.valid_from_call = 2023
    with pytest.raises(ValidationError, match="2021–2023"):
        later.clean()
