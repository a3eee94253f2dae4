"""The pages of key figures: who sees small groups, where numbers lead, what leaves the house, bad addresses."""

import pytest
from django.urls import reverse

from insights.kpis.keeping import count_key_figures
from mobility.enums import MobilityState
from tests.insights.worlds import THIS_YEAR, World
from tests.mobility.factories import GrantProjectFactory, MobilityFactory

pytestmark = pytest.mark.django_db

LIST = "/insights/figures/"


@pytest.fixture
def few(kpis, university, unit, other_unit):
    """Three who went from one department, green, twenty from the other."""
    for each, count in ((unit, 3), (other_unit, 20)):
        for _person in range(count):
            stay = {"unit": each, "state": MobilityState.COMPLETED, "academic_year": THIS_YEAR}
            MobilityFactory(**stay, participant__family_name=f"Of {each.code}")
    count_key_figures(years=[THIS_YEAR], kpis=["KPI-16"])


def outgoing(response, unit):
    return (
        next(number for row, numbers in response.context["below"] for number in numbers if row == unit)
        if unit
        else response.context["numbers"][1]
    )


def test_a_small_group_is_shown_to_those_alone_who_see_its_rows(few, browser_of, reader, officer, faculty, other_unit):
    address = f"{LIST}KPI-16/"
    words = {}
    for person in (reader, officer):
        below = dict(browser_of(person).get(address).context["below"])
        words[person] = [below[each][1].words for each in (faculty, other_unit)]

    assert words[reader] == ["<5*", "<5*"]  # the other one would tell it
    assert words[officer] == ["3 students", "20 students"]


def test_a_coordinator_sees_the_small_group_of_their_own_unit(few, browser_of, coordinator, outsider, unit):
    address = f"{LIST}KPI-16/?unit={unit.pk}"
    own, other = (browser_of(person).get(address).context["numbers"][1].words for person in (coordinator, outsider))

    assert (own, other) == ("3 students", "<5*")


def test_the_file_hides_small_groups_from_everybody(few, browser_of, officer, unit):
    response = browser_of(officer).get(f"{LIST}export/?format=csv&unit={unit.pk}")
    lines = response.getvalue().decode().splitlines()
    (row,) = (line for line in lines if line.startswith("KPI-16") and "Outgoing" in line)

    assert row.endswith(";<5*")


def test_a_number_leads_to_as_many_rows(few, browser_of, officer, outsider, university):
    shown = browser_of(officer).get(f"{LIST}KPI-16/").context["numbers"][1]
    behind = browser_of(officer).get(shown.rows_url).context["behind"]
    theirs = browser_of(outsider).get(shown.rows_url)

    assert shown.figure.counted == behind.visible_count == 23
    assert (theirs.context["behind"].visible_count, theirs.context["behind"].elsewhere_count) == (20, None)
    assert "Of DIDA" not in theirs.content.decode()


def test_who_sees_the_rows_of_one_unit_cannot_subtract_them(few, browser_of, outsider, university, other_unit):
    """Three of the other unit would be left of the whole: on no page and in no file stands the whole."""
    browser, of = browser_of(outsider), f"?unit={university.pk}"
    lines = browser.get(f"{LIST}{of}").context["lines"]
    (line,) = (each for each in lines if each.kpi.code == "KPI-16" and each.shown.measure.part == "outgoing")
    page = browser.get(f"{LIST}KPI-16/{of}")
    file = browser.get(f"{LIST}export/{of}&format=csv").getvalue().decode()

    assert line.shown.words == outgoing(page, None).words == "<5*"
    assert dict(page.context["below"])[other_unit][1].words == "20 students"
    row = next(row for row in file.splitlines() if row.startswith("KPI-16") and "Outgoing" in row)
    assert row.endswith(";<5*")


def test_one_key_figure_less_another_tells_of_no_small_group(kpis, university, unit, browser_of, reader, officer):
    """Twenty funded trips less sixteen students would be four of the staff."""
    given = {"unit": unit, "state": MobilityState.COMPLETED, "academic_year": THIS_YEAR}
    project = GrantProjectFactory(unit=unit)
    for number in range(20):
        activity = "student-studies" if number < 16 else "staff-training"
        MobilityFactory(activity=activity, project=project, scheme=project.scheme, **given)
    count_key_figures(years=[THIS_YEAR], kpis=["KPI-14", "KPI-15", "KPI-16"])
    words = {}
    for person in (reader, officer):
        lines = browser_of(person).get(LIST).context["lines"]
        words[person] = [line.shown.of_words for line in lines if line.kpi.code in ("KPI-14", "KPI-15")]

    assert words == {reader: ["0 of 16", ""], officer: ["0 of 16", "0 of 20"]}


@pytest.mark.parametrize(
    "address",
    [
        "?year=1812",
        "?unit=99999999",
        "?unit=%00",
        "?unit=²",
        "KPI-99/",
        "KPI-14/rows/?rows=none",
        "KPI-04/rows/?rows=counted",
        "KPI-16/rows/?part=sideways",
        "KPI-01/rows/",
    ],
)
def test_what_there_is_not_is_not_found(kpis, university, browser_of, officer, address):
    assert browser_of(officer).get(LIST + address).status_code in (400, 404)


def test_the_table_asks_the_same_of_one_unit_and_of_three(
    kpis, university, unit, other_unit, browser_of, officer, django_assert_num_queries
):
    browser = browser_of(officer)
    browser.get(LIST)
    with django_assert_num_queries(8):
        browser.get(LIST)
    World([unit, other_unit], seed=1, stays=20, agreements=3)
    count_key_figures(years=[THIS_YEAR])
    browser.get(LIST)  # the years of stays are remembered from here on
    with django_assert_num_queries(8):
        browser.get(LIST)


def test_every_key_figure_has_a_page(kpis, university, browser_of, officer):
    browser = browser_of(officer)
    assert {browser.get(reverse("insights:kpi_detail", args=[code])).status_code for code in kpis} == {200}
