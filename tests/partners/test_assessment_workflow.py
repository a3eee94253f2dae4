"""The diagram of an assessment's states, written a second time by hand."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing, TransitionRefused
from partners.enums import AssessmentState, Outcome
from partners.models import Assessment, AssessmentDecider
from partners.services.assessments import move_assessment
from partners.workflow import assessment_workflow
from tests.partners.factories import AssessmentFactory

ALLOWED = {
    ("draft", "submit"): "submitted",
    ("submitted", "send_back"): "draft",
    ("submitted", "decide"): "decided",
    ("decided", "supersede"): "superseded",
    ("draft", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
}
MOVES = ["submit", "send_back", "decide", "supersede", "withdraw"]

# Who may press what; the assessment is one of the coordinator's department, the head leads its faculty.
WRITE = {"coordinator", "head", "officer"}
MAY = {"submit": WRITE, "withdraw": WRITE, "send_back": WRITE | {"security"}, "decide": WRITE | {"security"}}
PEOPLE = ["reader", "coordinator", "head", "officer", "security", "outsider", "auditor", "administrator"]
NEEDS_A_NOTE = {"send_back", "withdraw"}


@pytest.fixture
def ready(draft):
    """An assessment in a state, with everything that any guard asks for."""

    def make(state):
        assessment = draft(ties="some")
        decision = Outcome.APPROVED if state != AssessmentState.DRAFT else ""
        values = {"level": "medium", "decision": decision, "decided_on": timezone.localdate() if decision else None}
        Assessment.objects.filter(pk=assessment.pk).update(**values)
        path = {"draft": (), "submitted": ("submitted",), "decided": ("submitted", "decided")}
        for step in path.get(state, ("submitted", "decided", state) if state == "superseded" else (state,)):
            Assessment.objects.filter(pk=assessment.pk).update(state=step)
        assessment.refresh_from_db()
        return assessment

    return make


def move(assessment, name, actor):
    return assessment_workflow.perform(name, assessment, actor=actor, note="because")


def test_table_names_every_move_and_every_state():
    assert {name for _state, name in ALLOWED} == set(MOVES) == set(assessment_workflow.transitions)
    assert {state for state, _name in ALLOWED} | set(ALLOWED.values()) == set(AssessmentState.values)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("state", AssessmentState.values)
def test_workflow_moves_along_its_edges_and_nowhere_else(ready, officer, state, name):
    assessment = ready(state)
    actor = None if name == "supersede" else officer
    target = ALLOWED.get((state, name))
    if target is None:
        with pytest.raises(TransitionRefused) as refusal:
            move(assessment, name, actor)
        assert len(refusal.value.reasons) == 1
    else:
        assert move(assessment, name, actor).state == target
    assessment.refresh_from_db()
    assert assessment.state == (target or state)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_right_people_move_an_assessment(request, ready, who, name):
    person = request.getfixturevalue(who)
    state = next(source for source, known in ALLOWED if known == name)
    assessment = ready(state)
    if who in MAY.get(name, set()):
        move(assessment, name, person)
    else:
        with pytest.raises(RightMissing):
            move(assessment, name, person)
    assessment.refresh_from_db()
    assert assessment.state == (ALLOWED[state, name] if who in MAY.get(name, set()) else state)


@pytest.mark.parametrize("name", MOVES)
def test_moves_that_need_a_reason_ask_for_it(ready, officer, name):
    assessment = ready(next(source for source, known in ALLOWED if known == name))
    actor = None if name == "supersede" else officer
    if name not in NEEDS_A_NOTE:
        assessment_workflow.perform(name, assessment, actor=actor)
        return
    with pytest.raises(TransitionRefused, match="why"):
        assessment_workflow.perform(name, assessment, actor=actor, note="  ")


@pytest.mark.parametrize("name", MOVES)
def test_the_machine_only_replaces_what_a_later_one_follows(ready, name):
    assessment = ready(next(source for source, known in ALLOWED if known == name))
    if name == "supersede":
        assert assessment_workflow.perform(name, assessment, actor=None).state == "superseded"
    else:
        with pytest.raises(RightMissing):
            assessment_workflow.perform(name, assessment, actor=None, note="because")


@pytest.mark.parametrize("source", AssessmentState.values)
def test_no_statement_leaves_the_edges(ready, source):
    targets = {target for (state, _name), target in ALLOWED.items() if state == source}
    assessment = ready(source)
    whole = {"level": "low", "decision": "approved", "decided_on": timezone.localdate()}
    for target in AssessmentState.values:
        with transaction.atomic():
            changed = Assessment.objects.filter(pk=assessment.pk)
            if target == source or target in targets:
                changed.update(state=target, **whole)
            else:
                with pytest.raises(IntegrityError) as refusal, transaction.atomic():
                    changed.update(state=target, **whole)
                assert violated_constraint(refusal.value) == "partners_assessment_state_edge"
            transaction.set_rollback(True)


def test_who_is_not_asked_cannot_send_it_back(submitted, coordinator, officer):
    """The coordinator decides on low risk alone: a medium one is not theirs to send back."""
    assessment = submitted(ties="some")
    with pytest.raises(RightMissing):
        move_assessment(assessment, "send_back", actor=coordinator, note="Not yet")
    assert move_assessment(assessment, "send_back", actor=officer, note="Not yet").state == "draft"


def test_submitting_wants_every_answer_with_words_where_there_is_a_concern(nanjing, unit, coordinator):
    empty = AssessmentFactory(institution=nanjing, unit=unit, assessor=coordinator)
    with pytest.raises(TransitionRefused, match="Still to be answered: Purpose and motive, Balance of benefit,"):
        move_assessment(empty, "submit", actor=coordinator)
    assert empty.decisions.count() == 0


def test_a_lower_level_than_the_answers_suggest_wants_a_reason(draft, coordinator):
    assessment = draft(ties="serious")
    Assessment.objects.filter(pk=assessment.pk).update(level="low")
    with pytest.raises(TransitionRefused, match="The answers suggest the level “High”"):
        move_assessment(assessment, "submit", actor=coordinator)
    Assessment.objects.filter(pk=assessment.pk).update(level_reason="The tie ended in 2024.")
    moved = move_assessment(assessment, "submit", actor=coordinator)
    assert (moved.level, [str(place) for place in moved.decisions.all()]) == ("low", ["Coordinator, Computer Science"])


def test_a_level_on_which_nobody_decides_is_not_submitted(draft, coordinator):
    assessment = draft()
    AssessmentDecider.objects.filter(rule="low").update(is_active=False)
    with pytest.raises(PortalError, match="Nobody decides on the level “Low” yet"):
        move_assessment(assessment, "submit", actor=coordinator)
