"""Key figures by kind, country, coordinator and activity: counted a second time, and without small groups."""

from collections import Counter

import pytest

from insights.kpis.all_measures import measure_of
from insights.kpis.keeping import count_key_figures
from insights.kpis.scope import Scope
from insights.kpis.shown import HIDDEN
from insights.numbers.services import enter_number
from mobility.enums import MobilityState
from tests.insights.worlds import THIS_YEAR, World, parts
from tests.mobility.factories import GrantProjectFactory, MobilityFactory

pytestmark = pytest.mark.django_db


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
    """Of 40 who study 12 went green, of 20 trainees 6, of 6 staff 2: the last would tell, and another with it."""
    project = GrantProjectFactory(unit=unit)
    given = {"unit": unit, "project": project, "academic_year": THIS_YEAR, "state": MobilityState.COMPLETED}
    for activity, count, green in (
        ("student-studies", 40, 12),
        ("student-traineeship", 20, 6),
        ("staff-training", 6, 2),
    ):
        for number in range(count):
            MobilityFactory(activity=activity, is_green_travel=number < green, scheme=project.scheme, **given)
    count_key_figures(kpis=["KPI-15"], years=[THIS_YEAR])


def test_small_parts_are_for_those_who_see_their_rows(trips, university, unit, officer, reader, browser_of):
    assert {row[1] for row in parts("KPI-15", university, officer)["activity"].values()} == {
        *("12 of 40", "6 of 20", "2 of 6")
    }
    told = [row[0] for row in parts("KPI-15", university, reader)["activity"].values()]
    assert len([number for number in told if number == HIDDEN]) >= 2
    assert parts("KPI-15", unit, reader) == {}

    address = f"/insights/figures/KPI-15/parts/export/?unit={university.pk}&format=csv"
    file = b"".join(browser_of(officer).get(address).streaming_content).decode()
    assert file.count(HIDDEN) == told.count(HIDDEN)
    assert ";2 of 6" not in file
    assert browser_of(officer).get("/insights/figures/KPI-15/").context["divided"]


def test_a_programme_is_told_only_where_it_and_its_level_tell_of_nobody(kpis, university, officer, reader, browser_of):
    """Whoever knows that both programmes are of one level would subtract the shown one from it."""

    def enter(way, part, graduates, abroad):
        for kind, people in (("graduates", graduates), ("graduates_abroad", abroad)):
            enter_number(
                actor=officer,
                kind=kind,
                unit=university,
                academic_year=THIS_YEAR,
                divided_by=way,
                part=part,
                people=people,
                source="by hand",
            )

    for given in (("", "", 100, 40), ("level", "6", 60, 20), ("level", "7", 40, 20)):
        enter(*given)
    for given in (("programme", "Computing", 37, 17), ("programme", "Game art", 3, 3), ("gender", "women", 97, 38)):
        enter(*given)
    count_key_figures(kpis=["KPI-01"], years=[THIS_YEAR])

    assert parts("KPI-01", university, officer)["programme"]["Game art"] == ("100.0 %", "3 of 3")
    told = parts("KPI-01", university, reader)
    assert set(told) == {"level", "gender"}
    assert told["gender"] == {"Women": (HIDDEN, "")}  # two men went
    assert told["level"]["EQF 6, bachelor"][1] == "20 of 60"
    shown = browser_of(officer).get("/insights/figures/KPI-01/").context["divided"]
    (level,) = (each for each in shown if each.division.name == "level")
    assert browser_of(officer).get(level.rows[0].url).context["page"].total == 4


def test_a_part_leads_to_its_rows_as_far_as_they_are_seen(trips, officer, outsider, browser_of):
    (parts,) = browser_of(officer).get("/insights/figures/KPI-15/").context["divided"]
    behind = browser_of(officer).get(parts.rows[-1].url).context["behind"]
    theirs = browser_of(outsider).get(parts.rows[-1].url).context["behind"]

    assert (behind.visible_count, theirs.visible_count, theirs.elsewhere_count) == (2, 0, None)
    assert browser_of(officer).get(f"{parts.rows[-1].url}x").status_code == 404
