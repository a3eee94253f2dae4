"""The dialogue in a real browser: planned, held with students, agreed on, and on to the action plan."""

import pytest
from django.utils import timezone

from quality.enums import FollowUpState, StepKind
from quality.models import FollowUp
from reference.academic_years import AcademicYear
from tests.axe import accessibility_faults
from tests.quality.factories import FollowUpFactory, FollowUpStepFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def follow_up(unit, process_owner):
    year = AcademicYear.current()
    made = FollowUpFactory(unit=unit, owner=process_owner, academic_year=year.first_year)
    done = {"due_on": year.starts_on, "done_on": year.starts_on, "done_by": process_owner}
    FollowUpStepFactory(follow_up=made, kind=StepKind.COLLECT, position=1, **done)
    FollowUpStepFactory(follow_up=made, kind=StepKind.DIALOGUE, position=2)
    for state in (FollowUpState.COLLECTING, FollowUpState.IN_DIALOGUE):
        FollowUp.objects.filter(pk=made.pk).update(state=state)
    return made


def look(page, width):
    assert accessibility_faults(page) == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_from_the_invitation_to_the_action_plan(open_browser, follow_up, process_owner, width, dark):
    page = open_browser(process_owner, width=width, dark=dark)
    for address in ("/quality/follow-ups/", "/quality/follow-ups/board/", follow_up.get_absolute_url()):
        page.goto(address)
        look(page, width)
    page.get_by_role("link", name="Dialogue", exact=True).click()
    page.get_by_role("link", name="Plan a meeting").click()
    page.get_by_label("Day").fill(timezone.localdate().isoformat())
    look(page, width)
    page.get_by_role("button", name="Plan it").click()
    page.get_by_label("They speak for").select_option("students")
    page.get_by_label("Others").fill("Elin Persson")
    look(page, width)
    page.get_by_role("button", name="Add them").click()
    page.get_by_text("They are added.").wait_for()
    look(page, width)
    page.get_by_role("link", name="Record as held").click()
    page.get_by_label("Elin Persson, Students").wait_for()
    look(page, width)
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("link", name="Write down what was agreed").click()
    page.get_by_label("What was agreed").fill("Evaluations are answered in class.")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("button", name="Make it a finding").click()
    page.get_by_text("It is a finding now").wait_for()
    look(page, width)
    page.get_by_role("main").get_by_role("link", name="Findings", exact=True).click()
    page.get_by_text("Evaluations are answered in class.").wait_for()
    look(page, width)
    page.get_by_role("button", name="Go on to the action plan").click()
    page.get_by_text("The state is now “Planning actions”.").wait_for()
    follow_up.refresh_from_db()
    assert follow_up.state == FollowUpState.PLANNING_ACTIONS
    assert list(follow_up.findings.values_list("text", flat=True)) == ["Evaluations are answered in class."]
    assert list(follow_up.meetings.values_list("is_held", "participants__came")) == [(True, True)]
