"""Work plans: their states, who keeps them, the term of the agreement, and what counts towards a goal."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cooperation.models import ActivityStay, PlanGoal, WorkPlan
from cooperation.plans.enums import GoalMeasure, PlanState
from cooperation.plans.services import GoalValues, change_plan, draw_up_plan, enter_done, move_plan, save_goals
from cooperation.plans.workflow import plan_workflow
from core.constraints import violated_constraint
from core.errors import ChangedElsewhere, PortalError, RightMissing, TransitionRefused
from tests.agreements.factories import AgreementFactory
from tests.cooperation.factories import ActivityFactory, OutputFactory, PlanGoalFactory, WorkPlanFactory, held
from tests.mobility.factories import MobilityFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("draft", "agree"): "agreed",
    ("agreed", "take_back"): "draft",
    ("agreed", "begin"): "running",
    ("running", "complete"): "completed",
    ("completed", "reopen"): "running",
    ("draft", "cancel"): "cancelled",
    ("agreed", "cancel"): "cancelled",
    ("running", "cancel"): "cancelled",
    ("cancelled", "draw_up_again"): "draft",
}
YEAR = timezone.localdate().year
PERIOD = {"starts_on": date(YEAR, 1, 1), "ends_on": date(YEAR, 12, 31)}


def test_workflow_moves_along_its_edges_and_nowhere_else(unit, officer):
    moves = {name for _state, name in ALLOWED}
    assert set(plan_workflow.transitions) == moves
    agreement = AgreementFactory(responsible_unit=unit)
    for state in PlanState.values:
        for name in sorted(moves):
            row = WorkPlanFactory(unit=unit, state=state, agreement=agreement)
            PlanGoalFactory(plan=row)
            if target := ALLOWED.get((state, name)):
                assert plan_workflow.perform(name, row, actor=officer, note="because").state == target
            else:
                with pytest.raises(TransitionRefused):
                    plan_workflow.perform(name, row, actor=officer, note="because")


def test_database_refuses_a_state_that_follows_no_edge(plan):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        WorkPlan.objects.filter(pk=plan.pk).update(state="draft")
    assert violated_constraint(refusal.value) == "cooperation_workplan_state_edge"


def test_a_plan_lies_in_the_term_of_its_agreement(unit, coordinator):
    agreement = AgreementFactory(
        responsible_unit=unit, starts_on=date(YEAR, 3, 1), ends_on=date(YEAR, 9, 30), title="Exchange"
    )
    fields = {"agreement": agreement, "unit": unit, "title": "Plan"}
    with pytest.raises(ValidationError) as refusal:
        draw_up_plan(actor=coordinator, **fields, **PERIOD)
    assert set(refusal.value.message_dict) == {"starts_on", "ends_on"}
    assert "“Exchange” ends on" in refusal.value.message_dict["ends_on"][0]
    inside = {"starts_on": date(YEAR, 3, 1), "ends_on": date(YEAR, 9, 30)}
    plan = draw_up_plan(actor=coordinator, **fields, **inside)
    assert (plan.state, "exchange" in plan.search_text) == ("draft", True)
    with pytest.raises(ValidationError, match="ends on"):
        change_plan(plan, actor=coordinator, ends_on=date(YEAR, 10, 1))


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "withdrawn", "suspended"])
def test_nothing_is_planned_under_an_agreement_that_is_not_in_force(unit, coordinator, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    with pytest.raises(ValidationError) as refusal:
        draw_up_plan(actor=coordinator, agreement=agreement, unit=unit, title="Plan", **PERIOD)
    assert set(refusal.value.message_dict) == {"agreement"}


def test_only_the_unit_and_the_office_keep_a_plan(plan, unit, coordinator, officer, outsider, reader, other_unit):
    for somebody in (outsider, reader):
        with pytest.raises(RightMissing):
            change_plan(plan, actor=somebody, title="Taken")
    with pytest.raises(RightMissing):
        change_plan(plan, actor=coordinator, unit=other_unit)
    assert change_plan(plan, actor=officer, title="Renamed").title == "Renamed"
    assert set(WorkPlan.objects.visible_to(reader)) == set(WorkPlan.objects.editable_by(coordinator)) == {plan}
    assert not WorkPlan.objects.editable_by(outsider).exists()


def test_two_tabs_do_not_overwrite_each_other(plan, coordinator):
    seen = plan.updated_at
    change_plan(plan, actor=coordinator, title="First", seen_at=seen)
    with pytest.raises(ChangedElsewhere):
        change_plan(plan, actor=coordinator, title="Second", seen_at=seen)


def test_activities_hold_the_agreement_and_the_period(plan, unit, coordinator):
    ActivityFactory(unit=unit, plan=plan)
    with pytest.raises(ValidationError) as refusal:
        change_plan(plan, actor=coordinator, agreement=AgreementFactory(responsible_unit=unit))
    assert set(refusal.value.message_dict) == {"agreement"}
    with pytest.raises(ValidationError, match="1 activity of the plan begins outside"):
        change_plan(plan, actor=coordinator, ends_on=timezone.localdate())
    with pytest.raises(TransitionRefused, match="still planned"):
        move_plan(plan, "complete", actor=coordinator)


def test_goals_are_counted_from_what_was_done(plan, unit, coordinator):
    people = {"actual_own_students": 4, "actual_partner_students": 7, "actual_partner_staff": 2}
    school = held(unit=unit, plan=plan, kind="summer_school", **people)
    held(unit=unit, plan=plan, kind="conference")
    ActivityFactory(unit=unit, plan=plan, kind="conference")  # to come
    held(unit=unit, kind="conference")  # of no plan
    OutputFactory(activity=school, doi="10.1000/a")
    OutputFactory(activity=school, kind="course")
    ActivityStay.objects.create(activity=school, stay=MobilityFactory(unit=unit))
    wanted = {
        (GoalMeasure.ACTIVITIES, ""): 2,
        (GoalMeasure.ACTIVITIES, "conference"): 1,
        (GoalMeasure.PUBLICATIONS, ""): 1,
        (GoalMeasure.OUTPUTS, ""): 2,
        (GoalMeasure.OUTPUTS, "conference"): 0,
        (GoalMeasure.STUDENTS, ""): 11,
        (GoalMeasure.STAFF, "summer_school"): 2,
        (GoalMeasure.STAYS, ""): 1,
        (GoalMeasure.ENTERED, ""): 0,
    }
    for measure, kind in wanted:
        PlanGoalFactory(plan=plan, measure=measure, activity_kind=kind)
    counted = {(goal.measure, goal.activity_kind): goal.done for goal in PlanGoal.objects.with_done()}
    assert counted == wanted
    (listed,) = WorkPlan.objects.for_list()
    assert (listed.activity_count, listed.held_count, listed.goal_count, listed.reached_count) == (3, 2, 9, 4)


def test_goals_come_go_and_stay(plan, coordinator):
    first = PlanGoalFactory(plan=plan, text="Stays")
    PlanGoalFactory(plan=plan, text="Goes")
    foreign = PlanGoalFactory(plan=WorkPlanFactory(unit=plan.unit), text="Of another plan")
    rows = [
        GoalValues(None, {"text": "New", "measure": "entered", "planned_number": 3}),
        GoalValues(first.pk, {"text": "Stays, changed"}),
        GoalValues(foreign.pk, {"text": "Not theirs"}),
    ]
    save_goals(plan, actor=coordinator, rows=rows)
    assert list(plan.goals.values_list("text", flat=True)) == ["New", "Stays, changed", "Not theirs"]
    foreign.refresh_from_db()
    assert foreign.text == "Of another plan"
    with pytest.raises(ValidationError):
        save_goals(plan, actor=coordinator, rows=[GoalValues(None, {"text": "None", "planned_number": 0})])


def test_a_number_by_hand_is_entered_with_a_day_that_has_come(plan, coordinator, outsider):
    goal = PlanGoalFactory(plan=plan, measure="entered")
    counted = PlanGoalFactory(plan=plan)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="Give a day from"):
        enter_done(goal, actor=coordinator, number=2, on=today + timedelta(days=1))
    with pytest.raises(PortalError, match="counted from the activities"):
        enter_done(counted, actor=coordinator, number=2)
    with pytest.raises(RightMissing):
        enter_done(goal, actor=outsider, number=2)
    enter_done(goal, actor=coordinator, number=2)
    assert list(PlanGoal.objects.reached()) == [goal]
    assert set(PlanGoal.objects.filter(due_on__isnull=True).with_done().values_list("done", flat=True)) == {0, 2}
