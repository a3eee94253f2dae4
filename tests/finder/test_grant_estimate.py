"""The what-if calculator as a student meets it: an address holds the whole question, and nothing is kept."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reference.distances import great_circle_km
from reference.loading import TABLES
from tests.agreements.factories import home
from tests.supplied import load

pytestmark = pytest.mark.django_db

STAY = {
    "activity": "student-studies",
    "receiving_country": "PL",
    "distance_km": "540",
    "start_on": "2024-09-01",
    "end_on": "2025-01-18",
    "scheme": "KA131",
    "call_year": "2024",
}


@pytest.fixture
def ask(client):
    load(TABLES)
    home()

    def get(**answers):
        response = client.get("/grant/", answers)
        assert response.status_code == 200
        return response

    return get


def words(response) -> str:
    return " ".join(response.content.decode().split())


def test_an_estimate_shows_each_amount_with_where_it_comes_from(ask):
    said = words(ask(**STAY))

    assert "about 2,655.00 €" in said  # 138 days of 510 a month, and 309 for the way
    assert "138 days × 510.00 € a month ÷ 30" in said
    assert "SMS-SE-24-G3, UHR (Sweden)" in said
    assert "Swedish rates for long stays" in said
    assert "An estimate, not a promise" in said


def test_rules_that_forbid_the_stay_are_said_first(ask):
    estimate = ask(**STAY | {"end_on": "2024-10-15", "receiving_country": "GB"}).context["estimate"]

    assert not estimate.is_possible
    assert [finding.what.rule for finding in estimate.findings] == ["KA131-20", "KA131-03"]


def test_a_partners_page_fills_in_country_and_distance(ask, offer, lodz):
    offer(lodz)
    us = home()
    us.latitude, us.longitude = "56.1824", "15.5907"
    us.save(update_fields=["latitude", "longitude"])

    form = ask(partner=lodz.pk).context["form"]

    assert form.initial["receiving_country"] == lodz.country_id
    assert form.initial["distance_km"] == pytest.approx(551, abs=5)


def test_a_partner_that_is_not_published_is_not_known_here(ask, lodz):
    assert "Łódzka" not in words(ask(partner=lodz.pk))


@pytest.mark.parametrize(
    "odd",
    [
        {"start_on": "30 February"},
        {"end_on": "2024-08-01"},
        {"end_on": "9999-12-31"},
        {"distance_km": "-5"},
        {"distance_km": "NaN"},
        {"receiving_country": "XX"},
        {"receiving_country": "'; --"},
        {"call_year": "1999"},
        {"scheme": "KA999"},
        {"earlier_days_in_cycle": "9" * 40},
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_is_kept(ask, odd):
    response = ask(**STAY | odd)

    [(name, _value)] = odd.items()
    assert response.context["estimate"] is None
    assert name in response.context["form"].errors
    assert response.context["form"].data[name] == odd[name]


def test_the_questions_are_those_of_the_activity(ask):
    asked = {
        activity: set(ask(activity=activity).context["form"].fields)
        for activity in ("staff-teaching", "student-studies")
    }

    assert {"teaching_hours", "combined_with_training"} == asked["staff-teaching"] - asked["student-studies"]
    assert {"complete_term", "fewer_opportunities", "earlier_days_in_cycle", "one_cycle_programme"} == (
        asked["student-studies"] - asked["staff-teaching"]
    )


def test_asking_writes_nothing_and_costs_the_same_for_every_stay(ask):
    with CaptureQueriesContext(connection) as asked:
        ask(**STAY)

    assert {query["sql"].split()[0] for query in asked} == {"SELECT", "DECLARE"}
    assert len(asked) == 12


def test_distance_over_the_globe():
    assert great_circle_km(56.1824, 15.5907, 51.75, 19.45) == pytest.approx(554, abs=5)
    assert great_circle_km(0, 0, 0, 180) == pytest.approx(20_015, abs=1)
    assert great_circle_km(10, 20, 10, 20) == 0
