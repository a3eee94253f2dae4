"""The moves of a follow-up: the diagram by hand, what each asks for, which steps it finishes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.errors import PortalError, RightMissing, TransitionRefused
from quality.enums import FindingKind, FollowUpState, IndicatorKind, ReportState, StepKind, TalkGroup
from quality.followups.services import ask_for_step, change_follow_up, finish_step, move_follow_up, take_up_step
from quality.followups.workflow import follow_up_workflow
from quality.models import FollowUp, QualityReport
from tests.quality.factories import (
    ActionFactory,
    DialogueMeetingFactory,
    DialogueParticipantFactory,
    FindingFactory,
    FollowUpFactory,
    FollowUpStepFactory,
    IndicatorFactory,
    IndicatorValueFactory,
    QualityReportFactory,
)

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "begin"): "collecting",
    ("collecting", "open_dialogue"): "in_dialogue",
    ("in_dialogue", "plan_actions"): "planning_actions",
    ("planning_actions", "adopt"): "adopted",
    ("in_dialogue", "collect_again"): "collecting",
    ("planning_actions", "talk_again"): "in_dialogue",
    ("adopted", "reopen"): "planning_actions",
    ("planned", "skip"): "skipped",
    ("collecting", "skip"): "skipped",
    ("skipped", "plan_again"): "planned",
}
WAYS = {
    "planned": [],
    "collecting": ["collecting"],
    "in_dialogue": ["collecting", "in_dialogue"],
    "planning_actions": ["collecting", "in_dialogue", "planning_actions"],
    "adopted": ["collecting", "in_dialogue", "planning_actions", "adopted"],
    "skipped": ["skipped"],
}


def stand_in(follow_up, state):
    """Walk it there without its services, as the trigger allows."""
    for each in WAYS[state]:
        FollowUp.objects.filter(pk=follow_up.pk).update(state=each)
    follow_up.refresh_from_db()
    return follow_up


@pytest.fixture
def follow_up(unit, process_owner):
    made = FollowUpFactory(unit=unit, owner=process_owner)
    for place, kind in enumerate((StepKind.COLLECT, StepKind.DIALOGUE, StepKind.ACTION_PLAN, StepKind.ADOPTION)):
        FollowUpStepFactory(follow_up=made, kind=kind, position=place, person=process_owner)
    return made


@pytest.fixture
def held(follow_up):
    meeting = DialogueMeetingFactory(follow_up=follow_up, is_held=True)
    DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS, came=True)
    return meeting


@pytest.mark.parametrize("name", list(follow_up_workflow.transitions))
@pytest.mark.parametrize("state", FollowUpState.values)
def test_a_follow_up_moves_along_its_edges_and_nowhere_else(follow_up, held, quality_officer, state, name):
    stand_in(follow_up, state)
    target = ALLOWED.get((state, name))
    if target is None:
        with pytest.raises(TransitionRefused):
            move_follow_up(follow_up, name, actor=quality_officer, note="Because.")
        target = state
    else:
        assert move_follow_up(follow_up, name, actor=quality_officer, note="Because.").state == target
    follow_up.refresh_from_db()
    assert follow_up.state == target


def test_moves_finish_their_steps_and_take_them_up_again(follow_up, held, process_owner, quality_officer):
    for name in ("begin", "open_dialogue", "plan_actions"):
        move_follow_up(follow_up, name, actor=process_owner, on=date(2026, 12, 1))
    assert done(follow_up) == [StepKind.COLLECT, StepKind.DIALOGUE]
    step = follow_up.steps.get(kind=StepKind.COLLECT)
    assert (step.done_by, step.done_on) == (process_owner, date(2026, 12, 1))
    move_follow_up(follow_up, "talk_again", actor=process_owner)
    assert done(follow_up) == [StepKind.COLLECT]
    move_follow_up(follow_up, "plan_actions", actor=process_owner)
    with pytest.raises(RightMissing):
        move_follow_up(follow_up, "adopt", actor=process_owner)
    move_follow_up(follow_up, "adopt", actor=quality_officer)
    assert len(done(follow_up)) == 4


def done(follow_up):
    return list(follow_up.steps.filter(done_on__isnull=False).order_by("position").values_list("kind", flat=True))


def test_nothing_is_begun_that_nobody_answers_for(follow_up, quality_officer):
    FollowUp.objects.filter(pk=follow_up.pk).update(owner=None)
    with pytest.raises(TransitionRefused, match="Nobody is responsible for it yet"):
        move_follow_up(follow_up, "begin", actor=quality_officer)


def test_the_dialogue_waits_for_the_values_it_needs(follow_up, process_owner):
    named = IndicatorFactory(process=follow_up.process, name_en="Response rate", kind=IndicatorKind.SHARE)
    IndicatorFactory(process=follow_up.process, name_en="Later", valid_from=follow_up.academic_year + 1)
    IndicatorFactory(process=follow_up.process, name_en="May be empty", is_required=False)
    stand_in(follow_up, "collecting")
    with pytest.raises(TransitionRefused, match="missing: “Response rate”"):
        move_follow_up(follow_up, "open_dialogue", actor=process_owner)
    value = IndicatorValueFactory(follow_up=follow_up, indicator=named)
    with pytest.raises(PortalError, match="Response rate"):  # a row without a value is none
        finish_step(follow_up.steps.get(kind=StepKind.COLLECT), actor=process_owner)
    type(value).objects.filter(pk=value.pk).update(number=0)
    assert move_follow_up(follow_up, "open_dialogue", actor=process_owner).state == FollowUpState.IN_DIALOGUE


def test_a_dialogue_without_students_says_why(follow_up, process_owner):
    stand_in(follow_up, "in_dialogue")
    with pytest.raises(TransitionRefused, match="No dialogue has been held yet"):
        move_follow_up(follow_up, "plan_actions", actor=process_owner)
    meeting = DialogueMeetingFactory(follow_up=follow_up, is_held=True)
    DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STUDENTS, came=False)
    DialogueParticipantFactory(meeting=meeting, group=TalkGroup.STAFF, came=True)
    with pytest.raises(TransitionRefused, match="No student took part"):
        move_follow_up(follow_up, "plan_actions", actor=process_owner)
    type(meeting).objects.filter(pk=meeting.pk).update(without_students_because="No student union in August.")
    assert move_follow_up(follow_up, "plan_actions", actor=process_owner).state == FollowUpState.PLANNING_ACTIONS


def test_what_was_found_leads_to_complete_actions_before_it_is_adopted(follow_up, quality_officer):
    stand_in(follow_up, "planning_actions")
    asking = FindingFactory(follow_up=follow_up, kind=FindingKind.RECOMMENDATION)
    FindingFactory(follow_up=follow_up, kind=FindingKind.STRENGTH)
    with pytest.raises(TransitionRefused, match="1 finding has no action"):
        move_follow_up(follow_up, "adopt", actor=quality_officer)
    action = ActionFactory(follow_up=follow_up, finding=asking, unit=follow_up.unit)
    with pytest.raises(TransitionRefused, match="1 action lacks somebody responsible"):
        move_follow_up(follow_up, "adopt", actor=quality_officer)
    type(action).objects.filter(pk=action.pk).update(owner=quality_officer)
    assert move_follow_up(follow_up, "adopt", actor=quality_officer).state == FollowUpState.ADOPTED


def test_what_the_report_of_the_year_says_is_not_opened_again(follow_up, quality_officer):
    stand_in(follow_up, "adopted")
    report = QualityReportFactory(academic_year=follow_up.academic_year)
    QualityReport.objects.filter(pk=report.pk).update(frozen={}, sha256="a" * 64, state=ReportState.ADOPTED)
    with pytest.raises(TransitionRefused, match="quality report of 2026/27 is adopted"):
        move_follow_up(follow_up, "reopen", actor=quality_officer, note="A wrong number.")


def test_people_finish_their_own_steps_and_no_others(follow_up, contributor, process_owner, outsider):
    collect, dialogue = (follow_up.steps.get(kind=kind) for kind in (StepKind.COLLECT, StepKind.DIALOGUE))
    collect = ask_for_step(collect, actor=process_owner, person=contributor)
    with pytest.raises(RightMissing):
        ask_for_step(collect, actor=contributor, person=contributor)
    stand_in(follow_up, "collecting")
    for somebody, step in ((contributor, dialogue), (outsider, collect)):
        with pytest.raises(RightMissing, match="asked of somebody else"):
            finish_step(step, actor=somebody)
    finish_step(collect, actor=contributor)
    assert done(follow_up) == [StepKind.COLLECT]
    with pytest.raises(PortalError, match="not open in the state"):
        finish_step(dialogue, actor=process_owner)
    take_up_step(collect, actor=process_owner)
    assert done(follow_up) == []


def test_open_steps_go_along_when_somebody_else_runs_it(follow_up, process_owner, contributor, quality_officer):
    ask_for_step(follow_up.steps.get(kind=StepKind.COLLECT), actor=process_owner, person=contributor)
    with pytest.raises(ValidationError, match="no role in which"):
        change_follow_up(follow_up, actor=quality_officer, owner=contributor)
    changed = change_follow_up(follow_up, actor=process_owner, owner=quality_officer, summary="All is well.")
    people = list(changed.steps.order_by("position").values_list("person", flat=True))
    assert people == [contributor.pk] + [quality_officer.pk] * 3
    stand_in(follow_up, "adopted")
    with pytest.raises(PortalError, match="nothing of it changes any more"):
        change_follow_up(follow_up, actor=quality_officer, summary="Later thought.")
