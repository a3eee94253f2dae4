from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from core.charts.flows import Flow, FlowChart
from mobility.enums import Activity, Direction, MobilityState
from mobility.figures.yearly import statistics_for, statistics_to_hand_out
from tests.agreements.factories import InstitutionFactory
from tests.mobility.factories import MobilityFactory
from tests.reference.factories import CountryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def poland():
    return InstitutionFactory()


@pytest.fixture
def went(unit, poland):
    """Six to Poland and two to Japan in 2026/27; some who do not count."""
    japan = InstitutionFactory(country=CountryFactory(iso2="JP", iso3="JPN", iso_numeric="392", name_en="Japan"))
    for partner, count in ((poland, 6), (japan, 2)):
        for _number in range(count):
            MobilityFactory(unit=unit, partner=partner, state=MobilityState.COMPLETED, academic_year=2026)
    MobilityFactory(unit=unit, partner=japan, state=MobilityState.NOMINATED, academic_year=2026)
    MobilityFactory(unit=unit, partner=japan, state=MobilityState.CLOSED, academic_year=2025)


def test_the_office_sees_all_and_a_coordinator_no_small_count(went, officer, coordinator):
    full = statistics_for(2026, officer)
    assert [country.pk for country in full.table.countries] == ["JP", "PL"]
    assert full.cells == [[2, 2], [6, 6], [8, 8]]
    assert full.headings == ["Outgoing, Studies, EQF 6, bachelor"]
    shown = statistics_for(2026, coordinator)
    assert shown.cells[0] == [None, None]
    assert shown.hidden_count > 2
    assert statistics_to_hand_out(2026).cells == shown.cells


def test_the_file_never_has_a_small_count(went, officer, browser_of):
    response = browser_of(officer).get(reverse("mobility:statistics_export") + "?year=2026")
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(response.streaming_content))).get_sheet_by_index(0)
    cells = [cell for row in sheet.to_python()[1:] for cell in row[1:]]
    assert not {1, 2, 3, 4} & set(cells)
    assert "<5*" in cells


def test_a_year_that_is_none_is_not_found(went, officer, browser_of):
    for year in ("abc", "1999", "²"):
        assert browser_of(officer).get(reverse("mobility:statistics"), {"year": year}).status_code == 404


def test_pictures_count_what_the_list_shows(went, unit, other_unit, poland, coordinator, browser_of):
    MobilityFactory(unit=other_unit, partner=poland, state=MobilityState.COMPLETED)
    MobilityFactory(unit=unit, partner=poland, direction=Direction.INCOMING, activity=Activity.TEACHING)
    context = browser_of(coordinator).get(reverse("mobility:pictures"), {"year": "2026"}).context
    out, back = (chart for _name, chart in context["flows"])
    assert [(flow.source, flow.target, flow.count) for flow in out.flows] == [
        (str(unit), "Poland", 6),
        (str(unit), "Japan", 3),
    ]
    assert [(flow.source, flow.count) for flow in back.flows] == [("Poland", 1)]
    assert "year=2026" in out.flows[0].url
    assert {place.label: place.count for place in context["destinations"].places} == {"Poland": 7, "Japan": 3}


def test_ribbons_leave_and_arrive_within_their_bars():
    chart = FlowChart("t", "a", "b", "c", [Flow("x", "1", 30), Flow("x", "2", 10), Flow("y", "1", 5)])
    assert [(node.label, node.count) for node in chart.sources] == [("x", 40), ("y", 5)]
    assert [(node.label, node.count) for node in chart.targets] == [("1", 35), ("2", 10)]
    tops = [float(ribbon.path[1:].split(",")[1].split("C")[0]) for ribbon in chart.ribbons()]
    assert tops == sorted(tops)
    assert len(chart.ribbons()) == 3
    assert FlowChart("t", "a", "b", "c", []).ribbons() == []
