"""Open data keep their contract, whatever is asked, and hold nothing that is not on the public pages."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from agreements.enums import AgreementState, MobilityKind
from finder.current import forget
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.mobility.factories import ApplicationRoundFactory
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkCountFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)

pytestmark = pytest.mark.django_db
DATA = (
    *("partners.json", "partners.geojson", "partners.csv", "rounds.json", "codes.json", "openapi.json"),
    *("networks.json", "networks.csv", "joint-offers.json", "joint-offers.csv"),
)
HOSTILE = [
    "?level=nonsense", "?page=-1", "?q=" + "a" * 10_000, "?q=%ff%fe", "?q[]=1&__proto__=2", "?sort=x&order=%27",
    "?" + "&".join(f"country=X{number}" for number in range(300)), "?country=PL&region=asia&level=staff",
]  # fmt: skip


@pytest.fixture
def site(offer, lodz, kyoto, unit):
    """Partners of every shape: with everything stated, with nothing, without a place, past, unpublished."""
    offer(lodz, levels=[6, 7], people=4, months=20, tuition_waived=True)
    offer(lodz, mobility=MobilityKind.STAFF_TEACHING, levels=[], languages=[("en", "")], people=None)
    AgreementFactory(responsible_unit=unit, partners=[kyoto], is_published=True)
    offer(InstitutionFactory(name="Old Friend"), state=AgreementState.ENDED)
    offer(InstitutionFactory(name="Nobody May Know"), is_published=False)
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=9)}
    ApplicationRoundFactory(unit=unit, is_published=True, **dates)
    network = NetworkFactory(name_en="=Ring", is_published=True, funding="Erasmus+")
    NetworkMembershipFactory(network=network, institution=lodz, role="coordinator", since=now.date())
    NetworkMembershipFactory(network=network, institution=InstitutionFactory(name="Only a Member"))
    NetworkMembershipFactory(network=NetworkFactory(name_en="Nobody's Ring"), institution=lodz)
    NetworkCountFactory(network=network)
    for over in ({}, {"ends_on": now.date() - timedelta(days=1)}):
        shown = JointOfferFactory(network=network, is_published=True, ects=2, title_en="Module", **over)
        JointOfferPartnerFactory(offer=shown, institution=lodz)
    return lodz


@pytest.fixture
def contract(client):
    return client.get("/open/v1/openapi.json").json()


def read(response) -> str:
    return response.getvalue().decode()


def faults(contract, path, response) -> list[str]:
    """How an answer differs from what the contract says of ``path``."""
    told = contract["paths"][path]["get"]["responses"][str(response.status_code)]["content"]
    schema = told[response["Content-Type"].partition(";")[0]]["schema"]
    registry = Registry().with_resource("urn:contract", Resource(contents=contract, specification=DRAFT202012))
    promised = Draft202012Validator({"$ref": f"urn:contract{schema['$ref']}"}, registry=registry)
    return [f"{fault.json_path}: {fault.message}" for fault in promised.iter_errors(json.loads(read(response)))]


def test_contract_is_openapi_and_the_page_leads_to_every_part_of_it(contract, client):
    validate(contract)
    page = client.get("/open-data/?level=master").content.decode()
    for path, operations in contract["paths"].items():
        filters = "?level=master" if "parameters" in operations["get"] and "{" not in path else ""
        assert settings.SITE_URL + path.replace("{id}", "1") + filters in page
    assert client.get("/sv/open-data/").status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("partners.json", ""), ("partners.json", "?level=bachelor&level=wizard"), ("partners.json", "?q=nothing"),
        ("partners.geojson", ""), ("rounds.json", ""), ("codes.json", ""),
        ("networks.json", ""), ("joint-offers.json", ""),
    ],
)  # fmt: skip
def test_answers_keep_the_contract(contract, client, site, path, query):
    assert faults(contract, f"/open/v1/{path}", client.get(f"/open/v1/{path}{query}")) == []


def test_one_partner_is_told_also_when_nobody_can_be_sent_there(contract, client, site):
    old = site.__class__.objects.get(name="Old Friend")
    secret = site.__class__.objects.get(name="Nobody May Know")
    told = {}
    for pk in (site.pk, old.pk, secret.pk, 10**9):
        told[pk] = client.get(f"/open/v1/partners/{pk}.json")
        assert faults(contract, "/open/v1/partners/{id}.json", told[pk]) == []
    assert [answer.status_code for answer in told.values()] == [200, 200, 404, 404]
    assert told[secret.pk].json() == told[10**9].json()
    assert told[old.pk].json()["offers"] == []


def test_data_are_those_of_the_list(client, site):
    for query in ("", "?level=master", "?q=lodz", "?country=JP", "?level=staff"):
        cards = {card.pk for card in client.get(f"/{query}").context["results"].cards}
        told = json.loads(read(client.get(f"/open/v1/partners.json{query}")))
        points = json.loads(read(client.get(f"/open/v1/partners.geojson{query}")))
        table = list(csv.DictReader(io.StringIO(read(client.get(f"/open/v1/partners.csv{query}")))))
        assert {row["id"] for row in told["partners"]} == cards
        assert {row["id"] for row in points["features"]} == cards
        assert {int(row["id"]) for row in table} == cards
        assert told["count"] == len(cards)


def test_offers_are_those_that_were_asked_for(client, site):
    partners = json.loads(read(client.get("/open/v1/partners.json?level=master")))["partners"]
    assert partners[0]["location"] == {"latitude": 51.75, "longitude": 19.45}
    assert partners[0]["pages"]["sv"] == f"{settings.SITE_URL}/sv/universities/{site.pk}-politechnika-lodzka/"
    assert partners[0]["offers"] == [
        {
            "programme": "erasmus",
            "is_traineeship": False,
            "for": "students",
            "levels": ["bachelor", "master"],
            "fields": ["0613"],
            "languages": [{"language": "en", "level": "B2"}],
            "people_per_year": 4,
            "months_each": 5.0,
            "tuition_waived": True,
            "has_places_this_round": True,
            "deadline_ahead": True,
            "terms": ["autumn"],
        }
    ]


def test_table_has_a_row_an_offer_and_no_formula(client, offer):
    offer(InstitutionFactory(name="=HYPERLINK(1)", city="Łódź", latitude="-33.9", longitude="-18.4"))
    (row,) = csv.DictReader(io.StringIO(read(client.get("/open/v1/partners.csv"))))
    assert (row["name"], row["city"], row["latitude"]) == ("'=HYPERLINK(1)", "Łódź", "-33.9")
    assert (row["languages"], row["fields"], row["tuition_waived"]) == ("en:B2", "0613", "false")


def test_networks_are_told_with_members_and_offers_that_are_not_over(client, site):
    [network] = client.get("/open/v1/networks.json").json()["networks"]
    assert [(row["name"], row["role"], row["partner"]) for row in network["members"]] == [
        ("Only a Member", "member", None),
        ("Politechnika Łódzka", "coordinator", site.pk),
    ]
    [offer] = client.get("/open/v1/joint-offers.json").json()["offers"]
    assert (offer["network"], offer["ects"], offer["apply_by"]) == (network["id"], 2.0, None)
    assert [row["partner"] for row in offer["partners"]] == [site.pk]
    listed = client.get(f"/open/v1/partners.json?network={network['id']}")
    assert [row["networks"] for row in json.loads(read(listed))["partners"]] == [[network["id"]]]
    members = list(csv.DictReader(io.StringIO(read(client.get("/open/v1/networks.csv")))))
    assert [(row["network_name"], row["name"]) for row in members] == [
        ("'=Ring", "Only a Member"),
        ("'=Ring", "Politechnika Łódzka"),
    ]
    [row] = csv.DictReader(io.StringIO(read(client.get("/open/v1/joint-offers.csv"))))
    assert (row["title"], row["partners"]) == ("Module", "Politechnika Łódzka")


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("name", ["partners.json", "partners.geojson", "partners.csv"])
def test_nonsense_gets_an_answer(client, site, name, query):
    assert client.get(f"/open/v1/{name}{query}").status_code == 200


def test_what_was_left_out_is_noted(client, site):
    told = json.loads(read(client.get("/open/v1/partners.json?level=wizard", headers={"accept-language": "sv"})))
    assert told["notes"] == ["“wizard” is not a choice here and was left out."]
    told = json.loads(read(client.get("/open/v1/partners.json?q=lodsz")))
    assert (told["count"], told["notes"]) == (1, ["Searched for “Łódź” instead of “lodsz”."])


@pytest.mark.parametrize("name", DATA)
def test_other_sites_may_read_but_not_write_and_nothing_is_remembered(site, name):
    client = Client()
    response = client.get(f"/open/v1/{name}")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "public, max-age=15"
    assert not response.cookies
    again = client.get(f"/open/v1/{name}", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again["Access-Control-Allow-Origin"]) == (304, "*")
    asked = client.options(f"/open/v1/{name}")
    assert (asked.status_code, asked["Access-Control-Allow-Headers"]) == (204, "If-None-Match")
    refused = client.post(f"/open/v1/{name}")
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")


def test_pages_for_people_stay_closed_to_other_sites(client, site):
    for path in ("/", "/open-data/", "/universities/points.json", "/rounds/"):
        assert not client.get(path).has_header("Access-Control-Allow-Origin")


def test_tag_changes_with_the_data_and_with_the_question(client, site, offer):
    tags = [client.get(f"/open/v1/partners.json{query}")["ETag"] for query in ("", "?level=master")]
    site.name = "Renamed"
    site.save()
    forget()
    tags.append(client.get("/open/v1/partners.json")["ETag"])
    assert len(set(tags)) == 3


def test_who_asks_too_often_is_told_when_to_come_back(client, contract, site, monkeypatch):
    monkeypatch.setattr("finder.views.open_data.MOST_A_MINUTE", 1)
    client.get("/open/v1/partners.json")
    response = client.get("/open/v1/partners.json")
    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (429, "60", "no-store")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert faults(contract, "/open/v1/partners.json", response) == []


def test_address_without_data_says_where_to_look(client):
    response = client.get("/open/v1/passwords.json")
    assert response.status_code == 404
    assert response.json()["detail"].endswith("/open/v1/openapi.json")


@pytest.mark.parametrize("partners", [1, 3])
def test_query_count_does_not_grow(client, offer, django_assert_num_queries, partners):
    for _number in range(partners):
        offer()
    read(client.get("/open/v1/partners.json"))
    for name in DATA[:3]:
        with django_assert_num_queries(1):
            read(client.get(f"/open/v1/{name}"))
