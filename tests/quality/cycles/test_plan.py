"""The plan over the years: counted, narrowed, drawn, and planned further ahead after a look."""

import pytest
from django.urls import reverse

from quality.enums import FollowUpState
from quality.models import FollowUp
from reference.academic_years import AcademicYear
from tests.quality.factories import FollowUpFactory, ProcessFactory, ProcessUnitFactory, ProcessVersionFactory

pytestmark = pytest.mark.django_db
THIS_YEAR = AcademicYear.current().first_year
BOARD_QUERIES = 6


@pytest.fixture
def courses(process_owner):
    return ProcessVersionFactory(accountable=process_owner)


def grid_of(page):
    return {
        line.version.process.code: [[(part.state.value, part.count) for part in cell.parts] for cell in line.cells]
        for line in page.context["grid"].lines
    }


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["plan", "plan_wheel"])
def test_plan_asks_the_same_of_one_follow_up_and_of_three(
    name, count, courses, unit, other_unit, faculty, quality_officer, client, django_assert_num_queries
):
    for each in (unit, other_unit, faculty)[:count]:
        FollowUpFactory(version=courses, unit=each, academic_year=THIS_YEAR)
    client.force_login(quality_officer)
    client.get(reverse(f"quality:{name}"))
    with django_assert_num_queries(BOARD_QUERIES):
        page = client.get(reverse(f"quality:{name}"))
    assert page.context["grid"].count == count


def test_board_counts_by_process_year_and_state_what_the_person_may_read(
    courses, unit, other_unit, quality_officer, outsider, reader, client
):
    ProcessVersionFactory(process=ProcessFactory(code="QV-9"), title_en="Nowhere")
    FollowUpFactory(version=courses, unit=unit, academic_year=THIS_YEAR - 1, state=FollowUpState.ADOPTED)
    FollowUpFactory(version=courses, unit=unit, academic_year=THIS_YEAR)
    begun = FollowUpFactory(
        version=courses, unit=other_unit, academic_year=THIS_YEAR, state=FollowUpState.COLLECTING, owner=outsider
    )
    address = reverse("quality:plan")
    client.force_login(quality_officer)
    page = client.get(address)
    nothing = [[]] * 4
    assert grid_of(page) == {
        "QU-1": [[("adopted", 1)], [("planned", 1), ("collecting", 1)], *nothing],
        "QV-9": [[]] * 6,
    }
    assert page.context["figures"][1]["text"] == "2 processes without units are followed up nowhere"
    narrowed = client.get(f"{address}?unit={other_unit.pk}&since={THIS_YEAR}&years=8")
    assert grid_of(narrowed) == {"QU-1": [[("collecting", 1)], *[[]] * 7]}
    assert begun.get_absolute_url() in narrowed.content.decode()
    client.force_login(reader)
    assert grid_of(client.get(address))["QU-1"] == [[("adopted", 1)], [], *nothing]
    client.force_login(outsider)
    assert grid_of(client.get(address))["QU-1"][1] == [("collecting", 1)]


@pytest.mark.parametrize("query", ["since=1&years=99", "unit=x", "kind=y&area=z", "since=²&years=10**9"])
@pytest.mark.parametrize("name", ["plan", "plan_wheel"])
def test_address_that_asks_nonsense_shows_the_plan_all_the_same(name, query, courses, quality_officer, client):
    client.force_login(quality_officer)
    page = client.get(f"{reverse(f'quality:{name}')}?{query}")
    assert page.status_code == 200
    assert len(page.context["grid"].years) == 6


def test_wheel_says_which_year_is_the_fullest_and_has_its_table(courses, unit, other_unit, quality_officer, client):
    for each in (unit, other_unit):
        FollowUpFactory(version=courses, unit=each, academic_year=THIS_YEAR + 2)
    client.force_login(quality_officer)
    page = client.get(reverse("quality:plan_wheel"))
    year = AcademicYear(THIS_YEAR + 2)
    assert page.context["wheel"].title == f"{year} is the fullest year: 2 follow-ups and reviews"
    assert f"QU-1 {year}: 2 Planned" in page.content.decode()
    assert len(page.context["wheel"].drawn()) == 1


def test_planning_ahead_shows_what_would_come_and_makes_it_when_confirmed(courses, unit, quality_officer, client):
    ProcessUnitFactory(version=courses, unit=unit, first_year=THIS_YEAR)
    client.force_login(quality_officer)
    address = reverse("quality:plan_generate")
    shown = client.post(address, {"until": THIS_YEAR + 1})
    assert len(shown.context["plan"].new) == 2
    assert not FollowUp.objects.exists()
    assert client.post(address, {"until": THIS_YEAR + 1, "shown": 2}).url == reverse("quality:plan")
    assert FollowUp.objects.count() == 2
    assert client.post(address, {"until": THIS_YEAR + 1}).context["plan"].new == []
    assert "until" in client.post(address, {"until": THIS_YEAR - 1}).context["form"].errors
    assert client.post(address, {"until": "soon"}).status_code == 200
