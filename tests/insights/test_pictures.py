"""Pictures: their numbers counted a second time, small groups kept out of the files, and the files themselves."""

from collections import Counter
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from agreements.enums import AgreementState
from core.charts.flows import Flow, FlowChart
from insights.pictures import drawn
from insights.pictures.catalogue import PICTURES
from insights.pictures.numbers import table_of
from mobility.enums import MobilityState
from tests.insights.worlds import World
from tests.networks.factories import NetworkFactory, NetworkMembershipFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(kpis, university, unit, other_unit):
    world = World([unit, other_unit], seed=11, stays=160, agreements=24)
    first, second = NetworkFactory(), NetworkFactory()
    for partner in world.partners:
        NetworkMembershipFactory(network=first, institution=partner)
    for partner in world.partners[:2]:
        NetworkMembershipFactory(network=second, institution=partner)
    return world


def in_force(world):
    today = timezone.localdate()
    return [
        each
        for each in world.agreements
        if each.state in AgreementState.in_force
        and (each.starts_on is None or each.starts_on <= today)
        and (each.ends_on is None or each.ends_on >= today)
    ]


def test_ends_and_countries_are_those_of_the_rows(world, officer, browser_of):
    found, browser = in_force(world), browser_of(officer)
    assert [(place.label, place.count) for place in drawn.world(officer, is_leaving=False).places] == [
        ("Poland", len(found))
    ]
    parts = [group.parts[0] for group in drawn.ends(officer, is_leaving=False).groups]
    assert sum(part.count for part in parts) == sum(each.ends_on is not None for each in found)
    for part in parts:
        assert not part.count or browser.get(part.url).context["page"].total == part.count


def test_flows_are_those_of_the_rows(world, officer, browser_of):
    newest = max(stay.academic_year for stay in world.stays if stay.state in MobilityState.went)
    by_hand = Counter(
        str(stay.unit)
        for stay in world.stays
        if stay.state in MobilityState.went and stay.academic_year == newest and stay.direction == "outgoing"
    )
    chart = drawn.flows_out(officer, is_leaving=False)
    assert {flow.source: flow.count for flow in chart.flows} == dict(by_hand)
    for flow in chart.flows:
        assert browser_of(officer).get(flow.url).context["page"].total == flow.count


def test_a_file_of_flows_leaves_small_ones_out():
    flows = [Flow("A", "X", 30), Flow("A", "Y", 3), Flow("B", "X", 20), Flow("B", "Y", 9), Flow("C", "Y", 12)]
    told = drawn.without_small(FlowChart("All", "Unit", "Country", "Stays", flows))
    assert all(flow.count >= 5 for flow in told.flows)
    assert len(told.flows) < len(flows) - 1
    assert "Left out" in told.remark


def test_networks_share_what_their_members_say(world, officer):
    chart = drawn.networks(officer, is_leaving=False)
    sizes = sorted(node.count for node in chart.nodes)
    assert sizes == [2, len(world.partners)]
    assert [count for _first, _second, count in chart.rows()] == [2]
    assert len(chart.ties) == len(list(combinations(chart.nodes, 2)))


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_a_page_and_files(world, officer, browser_of, name):
    browser, address = browser_of(officer), f"/insights/pictures/{name}/"
    page = browser.get(address)
    assert page.status_code == 200
    if PICTURES[name].draw(officer, is_leaving=True) is None:
        assert not page.context["files"]
        assert browser.get(f"{address}svg/").status_code == 404
        return
    svg = ET.fromstring(browser.get(f"{address}svg/").content)
    assert svg.find("{http://www.w3.org/2000/svg}title").text
    assert browser.get(f"{address}png/").content.startswith(b"\x89PNG")
    headings, rows = table_of(PICTURES[name].draw(officer, is_leaving=True))
    lines = b"".join(browser.get(f"{address}csv/").streaming_content).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[0]) == (len(rows) + 1, ";".join(headings))


def test_pictures_of_stays_are_for_those_who_may_see_some(world, reader, browser_of):
    names = [each["picture"].name for each in browser_of(reader).get("/insights/pictures/").context["shown"]]
    assert "world" in names
    assert "flows-out" not in names
    assert browser_of(reader).get("/insights/pictures/flows-out/svg/").status_code == 403
    assert browser_of(reader).get("/insights/pictures/nothing/").status_code == 404


def test_flows_of_a_year_and_a_unit_are_those_of_the_rows(world, unit, officer, browser_of):
    browser, year = browser_of(officer), drawn.years_of_flows()[0]
    address = f"/insights/pictures/flows-out/?year={year}"
    went = [
        stay
        for stay in world.stays
        if stay.state in MobilityState.went and stay.academic_year == year and stay.direction == "outgoing"
    ]
    for path, stays in ((address, went), (f"{address}&unit={unit.pk}", [stay for stay in went if stay.unit == unit])):
        page = browser.get(path)
        assert sum(flow.count for flow in page.context["chart"].flows) == len(stays)
    assert page.context["files"] == []
    assert str(year) in page.context["chart"].title
    for wrong in ("year=1999", "year=x", "unit=0", "unit=999999"):
        assert browser.get(f"/insights/pictures/flows-out/?{wrong}").status_code == 404
    assert browser.get("/insights/pictures/flows-out/svg/?year=1999").status_code == 404
