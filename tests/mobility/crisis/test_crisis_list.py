from datetime import date

import pytest

from mobility.enums import Direction, MobilityState
from mobility.models import PersonalExport, SensitiveReading
from tests.agreements.factories import InstitutionFactory, home
from tests.mobility.factories import EmergencyContactFactory, MobilityFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db
URL = "/mobility/where/"
DAY = date(2026, 10, 1)


@pytest.fixture
def stays(unit, other_unit):
    """On 1 October: two in Poland (one in Łódź), one from Poland here, one in Sweden's other partner, one long back."""
    home()
    lodz = InstitutionFactory(city="Łódź")
    elsewhere = InstitutionFactory(city="Gdańsk")
    away = {"unit": unit, "state": MobilityState.UNDER_WAY, "starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 1)}
    return {
        "lodz": MobilityFactory(partner=lodz, **away),
        "gdansk": MobilityFactory(partner=elsewhere, **away | {"unit": other_unit}),
        "unknown": MobilityFactory(partner=None, host_name="Firma", host_country_id="PL", **away),
        "here": MobilityFactory(partner=lodz, direction=Direction.INCOMING, **away),
        "back": MobilityFactory(partner=lodz, **away | {"left_on": date(2026, 9, 20), "arrived_on": date(2026, 9, 1)}),
        "nominated": MobilityFactory(partner=lodz, **away | {"state": MobilityState.NOMINATED}),
        "japan": MobilityFactory(
            partner=InstitutionFactory(country=CountryFactory(iso2="JP", iso3="JPN", name_en="Japan")), **away
        ),
    }


def names(people) -> list[str]:
    return [person.stay.participant.family_name for person in people]


def test_everybody_in_a_country_on_a_day_with_whom_to_call(stays, officer, browser_of):
    EmergencyContactFactory(participant=stays["lodz"].participant, phone="+48 111")
    response = browser_of(officer).post(URL, {"country": "PL", "city": "", "on": "2026-10-01"})
    there = {stays[name].participant.family_name for name in ("lodz", "gdansk", "unknown")}
    assert set(names(response.context["there"])) == there
    assert names(response.context["here"]) == [stays["here"].participant.family_name]
    assert "+48 111" in response.content.decode()
    assert SensitiveReading.objects.filter(subject="crisis", reader=officer).count() == 4


def test_a_city_leaves_out_nobody_whose_city_is_not_known(stays, officer, browser_of):
    response = browser_of(officer).post(URL, {"country": "PL", "city": "lodz", "on": "2026-10-01"})
    shown = {stays[name].participant.family_name for name in ("lodz", "unknown")}
    assert set(names(response.context["there"])) == shown


def test_at_home_are_those_who_came(stays, officer, browser_of):
    country = home().country_id
    response = browser_of(officer).post(URL, {"country": country, "city": "", "on": "2026-10-01"})
    assert names(response.context["there"]) == [stays["here"].participant.family_name]


def test_the_workbook_is_recorded_as_an_export(stays, officer, browser_of):
    asked = {"country": "PL", "city": "", "on": "2026-10-01", "format": "xlsx"}
    response = browser_of(officer).post(URL, asked)
    assert response["Content-Disposition"].endswith('.xlsx"')
    assert b"".join(response.streaming_content).startswith(b"PK")
    export = PersonalExport.objects.get()
    assert (export.row_count, export.made_by) == (4, officer)


def test_what_cannot_be_understood_is_said_beside_the_field(stays, officer, browser_of):
    response = browser_of(officer).post(URL, {"country": "XX", "on": "yesterday"})
    assert response.status_code == 422
    assert not SensitiveReading.objects.exists()
