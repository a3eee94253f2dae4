"""Where an action goes, who moves it, and that nobody judges their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.errors import PortalError, RightMissing, TransitionRefused
from quality.actions.moves import judges_own, move_action, moves_for
from quality.actions.services import hand_to
from quality.actions.workflow import action_workflow
from quality.enums import ActionState
from quality.models import Action

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "start"): "under_way",
    ("planned", "cancel"): "cancelled",
    ("under_way", "finish"): "done",
    ("under_way", "cancel"): "cancelled",
    ("done", "verify"): "verified",
    ("done", "send_back"): "under_way",
    ("verified", "reopen"): "under_way",
    ("cancelled", "plan_again"): "planned",
}


@pytest.mark.parametrize("name", list(action_workflow.transitions))
@pytest.mark.parametrize("state", ActionState.values)
def test_an_action_moves_along_its_edges_and_nowhere_else(
    state, name, action_in, follow_up, contributor, process_owner
):
    action = action_in(state, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    if (state, name) in ALLOWED:
        moved = move_action(action, name, actor=process_owner, note="Because.", result="It is done.")
        assert moved.state == ALLOWED[state, name]
    else:
        with pytest.raises(TransitionRefused, match="is not possible from the state"):
            move_action(action, name, actor=process_owner, note="Because.", result="It is done.")


def test_each_person_is_offered_what_is_theirs_to_do(
    action_in, follow_up, contributor, process_owner, quality_officer, reader, outsider, auditor, head
):
    people = (contributor, process_owner, quality_officer, reader, outsider, auditor, head)
    done = action_in(ActionState.DONE, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    judged = [{move.name for move in moves_for(person, done)} for person in people]
    assert judged == [set(), {"verify", "send_back"}, {"verify", "send_back"}, set(), set(), set(), set()]
    begun = action_in(ActionState.UNDER_WAY, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    worked = [{move.name for move in moves_for(person, begun)} for person in people]
    runs = {"finish", "cancel"}
    assert worked == [{"finish"}, runs, runs, set(), set(), set(), set()]


def test_finishing_needs_the_result_in_words(action, contributor):
    with pytest.raises(ValidationError, match="Say in a few words what came of it"):
        move_action(action, "finish", actor=contributor, result="  ")
    with pytest.raises(ValidationError, match=r"At most 4000 letters; these are 20000\."):
        move_action(action, "finish", actor=contributor, result="x" * 20_000)
    done = move_action(action, "finish", actor=contributor, result="All courses have a date.")
    assert (done.result, done.done_on is not None, done.verified_by) == ("All courses have a date.", True, None)


def test_nobody_judges_their_own_action_whatever_their_role(action_in, follow_up, quality_officer, process_owner):
    own = action_in(ActionState.DONE, follow_up=follow_up, unit=follow_up.unit, owner=quality_officer)
    for name in ("verify", "send_back"):
        assert judges_own(name, quality_officer, own)
        with pytest.raises(TransitionRefused, match="somebody else has to see its result"):
            move_action(own, name, actor=quality_officer, note="Fine.")
    assert [move.is_possible for move in moves_for(quality_officer, own)] == [False, False]
    verified = move_action(own, "verify", actor=process_owner)
    assert verified.verified_by == process_owner
    with pytest.raises(TransitionRefused, match="somebody else has to see its result"):
        move_action(own, "reopen", actor=quality_officer, note="It came back.")
    reopened = move_action(own, "reopen", actor=process_owner, note="It came back.")
    assert (reopened.state, reopened.verified_by, reopened.done_on) == ("under_way", None, None)


def test_who_reported_it_as_done_does_not_verify_it(action, follow_up, process_owner, quality_officer):
    """Whoever runs a follow-up may report another's action as done; to see whether it is, is somebody else's."""
    done = move_action(action, "finish", actor=process_owner, result="All courses have a date.")
    assert done.done_by == process_owner
    assert list(Action.objects.to_verify_by(process_owner)) == []
    assert list(Action.objects.to_verify_by(quality_officer)) == [done]
    offered = {move.name: move.is_possible for move in moves_for(process_owner, done)}
    assert offered == {"verify": False, "send_back": True}
    with pytest.raises(TransitionRefused, match="You reported it as done yourself"):
        move_action(done, "verify", actor=process_owner)
    back = move_action(done, "send_back", actor=process_owner, note="I was too quick.")
    assert (back.state, back.done_by) == ("under_way", None)
    again = move_action(back, "finish", actor=back.owner, result="Now they have.")
    assert move_action(again, "verify", actor=process_owner).verified_by == process_owner


def test_what_is_sent_back_cancelled_or_reopened_says_why(action, action_in, process_owner):
    with pytest.raises(TransitionRefused, match="Please say why in a few words"):
        move_action(action, "cancel", actor=process_owner)
    cancelled = move_action(action, "cancel", actor=process_owner, note="The course is closed.")
    assert cancelled.result == "The course is closed."
    assert move_action(cancelled, "plan_again", actor=process_owner).result == ""


def test_what_nobody_is_responsible_for_is_not_begun(action_in, follow_up, process_owner, contributor):
    alone = action_in(ActionState.PLANNED, follow_up=follow_up, unit=follow_up.unit, owner=None)
    with pytest.raises(TransitionRefused, match="Nobody is responsible for it yet"):
        move_action(alone, "start", actor=process_owner)
    with pytest.raises(RightMissing):
        move_action(alone, "start", actor=contributor)
    assert hand_to(alone, actor=process_owner, owner=contributor).owner == contributor
    assert move_action(alone, "start", actor=contributor).state == ActionState.UNDER_WAY


@pytest.mark.django_db(transaction=True)
def test_of_two_who_judge_at_once_the_second_is_refused(action_in, follow_up, contributor, process_owner):
    done = action_in(ActionState.DONE, follow_up=follow_up, unit=follow_up.unit, owner=contributor)
    barrier = Barrier(2)

    def judge(name):
        try:
            barrier.wait(10)
            return move_action(done, name, actor=process_owner, note="Look again.").state
        except PortalError as error:
            return error.sentence
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(judge, ("verify", "send_back")))
    state = Action.objects.get(pk=done.pk).state
    assert state in answers
    assert len([answer for answer in answers if "is not possible from the state" in answer]) == 1
