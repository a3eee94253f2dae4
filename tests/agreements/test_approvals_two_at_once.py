"""Two people at one step at the same moment, in two real connections."""

import pytest

from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement, Approval
from agreements.services.agreements import move_agreement, update_agreement
from core.errors import PortalError
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_deciders_of_one_step_the_second_is_refused(memorandum, chief, dean):
    """Both may decide the head of department's step; the dean's own is not decided by the same press."""
    results = both(
        lambda: move_agreement(memorandum, "approve", actor=chief),
        lambda: move_agreement(memorandum, "send_back", actor=dean, note="not now"),
    )
    memorandum.refresh_from_db()
    decided = list(Approval.objects.exclude(decided_at=None).values_list("position", "state"))
    if memorandum.state == "draft" and len(decided) == 1:  # the dean was first, and nothing waits any more
        assert [type(result).__name__ for result in results].count("Agreement") == 1
        assert decided == [(1, "sent_back")]
    else:  # the head was first; the dean then decided the dean's own step
        assert decided == [(1, "approved"), (2, "sent_back")]


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
    both(
        lambda: move_agreement(memorandum, "approve", actor=rector),
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
