from datetime import date, time

import factory
from factory.django import DjangoModelFactory

from reference.enums import Confidence, Continent, CoordinateSource, IscedLevel, ProgrammeStatus
from reference.models import CallDeadline, Country, CountryAlias, CountryStatus, IscedField, Language


class CountryFactory(DjangoModelFactory):
    """Sweden, unless told otherwise; the same code gives the same row."""

    iso2 = "SE"
    iso3 = factory.LazyAttribute(lambda country: {"SE": "SWE"}.get(country.iso2, f"{country.iso2}X"))
    name_en = factory.LazyAttribute(lambda country: {"SE": "Sweden"}.get(country.iso2, f"Country {country.iso2}"))
    name_sv = factory.LazyAttribute(lambda country: {"SE": "Sverige"}.get(country.iso2, f"Landet {country.iso2}"))
    continent = Continent.EUROPE
    latitude = "62.8302"
    longitude = "16.7440"
    coordinates_from = CoordinateSource.SHAPE
    confidence = Confidence.DERIVED

    class Meta:
        model = Country
        django_get_or_create = ("iso2",)


class CountryAliasFactory(DjangoModelFactory):
    country = factory.SubFactory(CountryFactory)
    name = factory.Sequence(lambda number: f"Alias {number}")

    class Meta:
        model = CountryAlias


class CountryStatusFactory(DjangoModelFactory):
    country = factory.SubFactory(CountryFactory)
    valid_from_call = 2021
    valid_to_call = None
    status = ProgrammeStatus.EU_MEMBER
    ka131_destination = "yes"
    is_ka171_partner = False
    counts_for_bip_minimum = True
    is_ka220_partner = True

    class Meta:
        model = CountryStatus


class IscedFieldFactory(DjangoModelFactory):
    code = "0613"
    level = factory.LazyAttribute(
        lambda field: {2: IscedLevel.BROAD, 3: IscedLevel.NARROW, 4: IscedLevel.DETAILED}[len(field.code)]
    )
    name_en = factory.LazyAttribute(lambda field: f"Field {field.code}")

    class Meta:
        model = IscedField
        django_get_or_create = ("code",)


class LanguageFactory(DjangoModelFactory):
    code = "en"
    name_en = factory.LazyAttribute(lambda language: {"en": "English"}.get(language.code, f"Language {language.code}"))

    class Meta:
        model = Language
        django_get_or_create = ("code",)


class CallDeadlineFactory(DjangoModelFactory):
    """Applications for KA131 and KA171 of call 2027, at noon in Brussels, from a source."""

    call_year = 2027
    action = "KA131/KA171"
    due_on = date(2027, 2, 18)
    due_time = time(12)
    confidence = Confidence.SOURCED
    source = "W66"

    class Meta:
        model = CallDeadline
