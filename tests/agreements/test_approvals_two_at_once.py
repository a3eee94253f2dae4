"""Two people at one step at the same moment, in two real connections."""

import pytest

from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement, Approval
from agreements.services.agreements import move_agreement, update_agreement
from agreements.services.approvals import waiting_step
from core.errors import PortalError, TransitionRefused
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_deciders_of_one_step_the_second_is_refused(memorandum, chief, dean):
    """Both may decide the head of department's step; the dean's own is not decided by the same press."""
    seen = waiting_step(memorandum).pk
    results = both(
        lambda: move_agreement(memorandum, "approve", actor=chief, step_seen=seen),
        lambda: move_agreement(memorandum, "send_back", actor=dean, note="not now", step_seen=seen),
    )
    assert sum(isinstance(result, TransitionRefused) for result in results) == 1
    (decided,) = Approval.objects.exclude(decided_at=None)
    assert decided.position == 1


def test_the_same_press_twice_decides_one_step(memorandum, chief):
    results = both(
        lambda: move_agreement(memorandum, "approve", actor=chief),
        lambda: move_agreement(memorandum, "approve", actor=chief),
    )
    assert sum(isinstance(result, PortalError) for result in results) == 1
    assert list(Approval.objects.values_list("state", flat=True)) == ["approved", "waiting", "coming"]


def test_an_approval_and_a_change_of_a_term_leave_no_approved_agreement_with_other_terms(
    memorandum, chief, dean, rector, coordinator
):
    for person in (chief, dean):
        move_agreement(memorandum, "approve", actor=person)
    seen = waiting_step(memorandum).pk
    both(
        lambda: move_agreement(memorandum, "approve", actor=rector, step_seen=seen),
        lambda: update_agreement(memorandum, actor=coordinator, tuition_waived=True, starts_approval_anew=True),
    )
    memorandum.refresh_from_db()
    assert (memorandum.state, memorandum.tuition_waived) == ("in_review", True)
    newest = memorandum.approval_rounds.last()
    assert list(newest.approvals.values_list("state", flat=True)) == ["waiting", "coming", "coming"]


def test_a_change_without_a_yes_never_lands_beside_an_approval(memorandum, chief, dean, rector, coordinator):
    for person in (chief, dean):
        move_agreement(memorandum, "approve", actor=person)
    results = both(
        lambda: move_agreement(memorandum, "approve", actor=rector),
        lambda: update_agreement(memorandum, actor=coordinator, tuition_waived=True),
    )
    assert isinstance(results[0], Agreement)
    assert isinstance(results[1], ApprovalStartsAnew)
