"""The list of what lies in a section of the map: across the date line, and whatever the address says."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.current import forget
from finder.map_box import read_box
from tests.agreements.factories import InstitutionFactory

PLACES = {"Politechnika Łódzka": (51.75, 19.45), "Fiji": (-18.15, 178.45), "Samoa": (-13.83, -171.77), "Lost": None}
HOSTILE = [
    "1,2,3",
    "a,b,c,d",
    "nan,0,1,1",
    "0,-inf,1,inf",
    "0,9,1,-9",
    "0,91,1,99",
    "9e9,0,0,1",
    "," * 9_000,
    "１,2,x,3",
]


@pytest.mark.parametrize(
    ("section", "inside"),
    [
        ("15,50,25,55", ["Politechnika Łódzka"]),
        ("170,-30,-170,0", ["Fiji", "Samoa"]),
        ("170,-30,190,0", ["Fiji", "Samoa"]),  # a map that was moved over the date line counts on
        ("-190,-30,-170,0", ["Fiji", "Samoa"]),
        ("530,-30,550,0", ["Fiji", "Samoa"]),
        ("-170,-30,170,0", []),
        ("-300,-90,300,90", ["Politechnika Łódzka", "Fiji", "Samoa"]),
        ("19.45,51.75,19.45,51.75", ["Politechnika Łódzka"]),
    ],
)
def test_what_a_section_holds(section, inside):
    box = read_box(section)
    assert [name for name, point in PLACES.items() if box.holds(point)] == inside
    assert read_box(str(box)) == box


@given(st.floats(-180, 180), st.floats(0.01, 359), st.floats(-90, 90), st.integers(-2, 2))
def test_a_section_is_the_same_however_often_the_map_went_round(west, width, longitude, turns):
    here = read_box(f"{west},-10,{west + width},10")
    there = read_box(f"{west + 360 * turns},-10,{west + width + 360 * turns},10")
    near_an_edge = min(abs((longitude - edge + 180) % 360 - 180) for edge in (west, west + width)) < 0.001
    assert near_an_edge or here.holds((0, longitude)) == there.holds((0, longitude))


@pytest.mark.django_db
def test_list_map_and_data_show_the_section_alone(client, us, offer, lodz, kyoto):
    kyoto.latitude, kyoto.longitude = "35.03", "135.78"
    kyoto.save()
    for partner in (lodz, kyoto, InstitutionFactory(latitude=None, longitude=None)):
        offer(partner)
    forget()
    question = "?box=10,40,30,60&level=bachelor"
    results = client.get(f"/{question}").context["results"]
    assert [card.name for card in results.cards] == ["Politechnika Łódzka"]
    assert (results.chips[0].label, results.chips[0].url) == ("This section of the map", "?level=bachelor")
    for address in (f"/universities/points.json{question}", f"/open/v1/partners.geojson{question}"):
        assert [one["properties"]["name"] for one in features(client, address)] == ["Politechnika Łódzka"]
    nobody = client.get(f"/?box=100,-10,110,10&country={kyoto.country_id}").context["results"]
    assert [(way.label, way.count) for way in nobody.ways_out] == [("This section of the map", 1)]


def features(client, address) -> list[dict]:
    return json.loads(client.get(address).getvalue())["features"]


@pytest.mark.django_db
@pytest.mark.parametrize("section", HOSTILE)
def test_a_section_that_is_none_is_said_to_be_none(client, us, offer, lodz, section):
    offer(lodz)
    response = client.get("/", {"box": section})
    assert response.context["results"].page.total == 1
    assert "The section of the map could not be read" in response.content.decode()
    assert "box" not in response.context["points_url"]
