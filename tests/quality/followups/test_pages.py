"""The pages of follow-ups: who opens them, what they offer whom, how many questions they ask the database."""

import pytest
from django.urls import reverse

from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp
from reference.academic_years import AcademicYear
from tests.quality.factories import FollowUpFactory, FollowUpStepFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def follow_up(unit, process_owner, contributor):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    FollowUpStepFactory(follow_up=made, person=contributor, kind=StepKind.COLLECT, position=1)
    FollowUpStepFactory(follow_up=made, kind=StepKind.DIALOGUE, position=2)
    return made


def test_the_page_says_whose_turn_it_is_and_offers_the_way_forward_to_who_runs_it(
    follow_up, browser_of, process_owner, contributor
):
    page = browser_of(process_owner).get(follow_up.get_absolute_url()).content.decode()
    assert f"It is the turn of {contributor}" in page
    assert "Next step: Begin" in page
    assert "My part is done" not in page
    page = browser_of(contributor).get(follow_up.get_absolute_url()).content.decode()
    assert "Asked of you" in page
    assert reverse("quality:follow_up_data", args=[follow_up.pk]) in page
    assert "Next step: Begin" not in page


@pytest.mark.parametrize("name", ["follow_up_detail", "follow_up_history"])
def test_strangers_find_nothing_until_it_is_adopted(follow_up, browser_of, outsider, reader, name):
    address = reverse(f"quality:{name}", args=[follow_up.pk])
    assert browser_of(outsider).get(address).status_code == 404
    for state in FollowUpState.main_line[1:]:
        FollowUp.objects.filter(pk=follow_up.pk).update(state=state)
    # What happened on the way stays with those who keep it.
    assert browser_of(reader).get(address).status_code == (200 if name == "follow_up_detail" else 403)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("follow_up_list", 13), ("follow_up_board", 16)])
def test_lists_ask_the_same_questions_for_one_row_and_for_three(
    browser_of, quality_officer, unit, django_assert_num_queries, count, name, queries
):
    for year in range(2026 - count, 2026):
        row = FollowUpFactory(unit=unit, academic_year=year, owner=quality_officer)
        FollowUpStepFactory(follow_up=row, person=quality_officer)
    client = browser_of(quality_officer)
    address = reverse(f"quality:{name}") + "?area=QU"
    client.get(address)
    with django_assert_num_queries(queries):
        page = client.get(address)
    assert page.content.decode().count("Follow-up of courses") >= count


def test_what_is_planned_for_later_years_is_shown_when_it_is_asked_for(browser_of, quality_officer, unit):
    this_year = AcademicYear.current().first_year
    for year in (this_year, this_year + 1, this_year + 4):
        FollowUpFactory(unit=unit, academic_year=year, owner=quality_officer)
    client, address = browser_of(quality_officer), reverse("quality:follow_up_list")
    assert [row.academic_year for row in client.get(address).context["rows"]] == [this_year]
    assert "2 of later years are not shown" in client.get(address).content.decode()
    for query in ("?later=shown", "?state=planned", "?q=courses"):
        assert len(client.get(address + query).context["rows"]) == 3
    later = client.get(f"{address}?year={this_year + 4}").context["rows"]
    assert [row.academic_year for row in later] == [this_year + 4]
