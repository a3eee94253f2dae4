"""Key figures by kind, country, coordinator and activity: counted a second time, and without small groups."""

from collections import Counter

import pytest

from insights.kpis.all_measures import measure_of
from insights.kpis.divided import parts_of
from insights.kpis.keeping import count_key_figures
from insights.kpis.measures import Scope
from insights.kpis.shown import HIDDEN, Figures
from mobility.enums import MobilityState
from tests.insights.worlds import THIS_YEAR, World
from tests.mobility.factories import GrantProjectFactory, MobilityFactory

pytestmark = pytest.mark.django_db


def parts(code: str, unit, user, part: str = ""):
    """By name of the division."""
    figures = Figures([unit], user)
    found = parts_of(figures.shown(measure_of(code, part), unit, THIS_YEAR), user=user)
    return {each.division.name: {row[0]: row[1:] for row in each.rows} for each in found}


def test_the_parts_of_agreements_are_those_of_the_rows(kpis, university, unit, other_unit, officer, reader):
    World([unit, other_unit], seed=53, stays=30, agreements=30)
    count_key_figures(kpis=["KPI-08", "KPI-09", "KPI-10"], years=[THIS_YEAR])
    for code, part in (("KPI-08", ""), ("KPI-09", "within-12"), ("KPI-10", "")):
        measure, scope = measure_of(code, part), Scope(unit, THIS_YEAR)
        counted = list(measure.rows(scope))
        whole = list(measure.of(scope)) if measure.of else counted
        told = parts(code, unit, reader, part)
        of = {words: row[1] if measure.of else f"{row[0]}" for words, row in told["kind"].items()}
        by_hand = Counter(row.kind_short for row in whole)
        hits = Counter(row.kind_short for row in counted)
        assert whole
        assert of == {kind: f"{hits[kind]} of {by_hand[kind]}" if measure.of else f"{hits[kind]}" for kind in by_hand}
        if "coordinator" in told:
            assert sum(int(number) for number, _of in told["coordinator"].values()) == len(counted)
        else:
            assert list(told["country"]) == ["Poland"]


@pytest.fixture
def trips(kpis, university, unit):
    """Of 40 who study 12 went green, of 20 trainees 6, of 4 staff 2: the last would tell, and another with it."""
    project = GrantProjectFactory(unit=unit)
    given = {"unit": unit, "project": project, "academic_year": THIS_YEAR, "state": MobilityState.COMPLETED}
    for activity, count, green in (
        ("student-studies", 40, 12),
        ("student-traineeship", 20, 6),
        ("staff-training", 4, 2),
    ):
        for number in range(count):
            MobilityFactory(activity=activity, is_green_travel=number < green, scheme=project.scheme, **given)
    count_key_figures(kpis=["KPI-15"], years=[THIS_YEAR])


def test_small_parts_are_for_those_who_see_their_rows(trips, university, unit, officer, reader, browser_of):
    assert {row[1] for row in parts("KPI-15", university, officer)["activity"].values()} == {
        *("12 of 40", "6 of 20", "2 of 4")
    }
    told = [row[0] for row in parts("KPI-15", university, reader)["activity"].values()]
    assert len([number for number in told if number == HIDDEN]) >= 2
    assert parts("KPI-15", unit, reader) == {}

    address = f"/insights/figures/KPI-15/parts/export/?unit={university.pk}&format=csv"
    file = b"".join(browser_of(officer).get(address).streaming_content).decode()
    assert file.count(HIDDEN) == told.count(HIDDEN)
    assert ";2 of 4" not in file
    assert browser_of(officer).get("/insights/figures/KPI-15/").context["divided"]
