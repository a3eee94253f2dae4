from io import StringIO

import pytest
from django.core.management import call_command

from reference.loading import load_reference, supplied_tables
from reference.models import (
    CallYearParameter,
    Country,
    CountryAlias,
    CountryStatus,
    ErasmusPrefix,
    IscedField,
    TravelBand,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(db):
    return {outcome.name: outcome for outcome in load_reference()}


def test_every_table_is_filled_and_a_second_load_changes_nothing(loaded):
    assert all(outcome.created > 0 for outcome in loaded.values())
    sizes = {table.file: table.model.objects.count() for table in supplied_tables()}
    assert sizes["countries.csv"] == 250
    assert sizes["languages.csv"] == 182

    again = load_reference()

    assert [(outcome.created, outcome.changed) for outcome in again] == [(0, 0)] * len(supplied_tables())
    assert {table.file: table.model.objects.count() for table in supplied_tables()} == sizes


def test_row_changed_by_hand_is_kept_and_reported(loaded):
    Country.objects.filter(pk="CZ").update(name_en="Czech lands", is_local=True)
    Country.objects.filter(pk="DE").update(name_en="Almany")
    Country.objects.filter(pk="FR").update(is_local=True)

    countries = next(outcome for outcome in load_reference() if outcome.name == loaded["countries"].name)

    assert (countries.created, countries.changed, countries.kept) == (0, 1, ["Czech lands"])
    assert Country.objects.get(pk="CZ").name_en == "Czech lands"
    assert Country.objects.get(pk="DE").name_en == "Germany"


def test_row_of_ones_own_is_left_alone_and_a_dropped_one_counted(loaded):
    CountryAlias.objects.create(country_id="SE", name="Svedala", is_local=True)
    CountryAlias.objects.create(country_id="SE", name="Once supplied")

    aliases = next(outcome for outcome in load_reference() if outcome.name == "other names of countries")

    assert aliases.no_longer_supplied == 1
    assert CountryAlias.objects.filter(name__in=["Svedala", "Once supplied"]).count() == 2


def test_command_prints_counts(loaded):
    Country.objects.filter(pk="CZ").update(name_en="Czech lands", is_local=True)
    out = StringIO()
    call_command("load_reference", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0].split() == ["created", "changed", "unchanged"]
    assert "Kept as changed here: Czech lands (countries)" in lines


def test_load_is_told_in_the_history(loaded):
    event = Country.pgh_event_model.objects.get(iso2="NA")
    assert event.pgh_context["action"] == "reference.load"
    assert event.name_en == "Namibia"


def test_facts_arrive_with_their_types_and_sources(loaded):
    band = TravelBand.objects.get(regime="2024-2026", km_from=500)
    assert (band.standard_amount, band.green_amount, band.km_to) == (309, 417, 1999)
    assert TravelBand.objects.get(regime="2024-2026", km_from=8000).km_to is None
    learners = CallYearParameter.objects.filter(name="bip_min_learners").values_list("call_year", "value")
    assert dict(learners) == {2021: "15", 2022: "15", 2023: "15", 2024: "10", 2025: "10", 2026: "10"}
    assert ErasmusPrefix.objects.get(prefix="G").country_id == "GR"
    assert IscedField.objects.get(pk="0613").name_sv == "Utveckling och analys av programvara och tillämpningar"
    assert IscedField.objects.get(pk="0610").name_en.endswith("not further defined")


def status(country, year):
    return country.statuses.in_call(year).first()


def test_status_of_a_country_follows_the_call_year(loaded):
    germany, britain, namibia = (Country.objects.get(pk=code) for code in ("DE", "GB", "NA"))
    assert [status(germany, year).country_group for year in (2021, 2023, 2024, 2026)] == [2, 2, 1, 1]
    assert status(germany, 2020) is None
    assert [status(britain, year).status for year in (2026, 2027)] == ["non_associated", "associated"]
    assert status(britain, 2027).confidence == "planned"
    assert status(namibia, 2026).region_name == "Sub-Saharan Africa"


def test_no_two_periods_of_a_country_overlap(loaded):
    statuses = CountryStatus.objects.select_related("country")
    assert statuses.count() > 200
    for status in statuses:
        status.clean()  # raises ValidationError where two periods overlap


def test_there_are_33_programme_countries_until_2026(loaded):
    assert [Country.objects.programme_countries(year).count() for year in (2021, 2024, 2026, 2027)] == [33, 33, 33, 35]
