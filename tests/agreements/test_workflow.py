"""The diagram of an agreement's states, written a second time by hand."""

import pytest
from django.db import IntegrityError, transaction

from agreements.enums import AgreementKind, AgreementState, DocumentKind
from agreements.models import Agreement
from agreements.services.agreements import move_agreement
from agreements.workflow import agreement_workflow
from core.constraints import violated_constraint
from core.errors import RightMissing, TransitionRefused
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory, all_signed

ALLOWED = {
    ("draft", "submit"): "in_review",
    ("draft", "withdraw"): "withdrawn",
    ("in_review", "approve"): "approved",
    ("in_review", "send_back"): "draft",
    ("in_review", "reject"): "rejected",
    ("in_review", "withdraw"): "withdrawn",
    ("rejected", "reopen"): "draft",
    ("approved", "revise"): "draft",
    ("approved", "sign"): "signed",
    ("approved", "withdraw"): "withdrawn",
    ("signed", "activate"): "active",
    ("signed", "end"): "ended",
    ("active", "suspend"): "suspended",
    ("active", "give_notice"): "notice_given",
    ("active", "end"): "ended",
    ("suspended", "resume"): "active",
    ("suspended", "give_notice"): "notice_given",
    ("suspended", "end"): "ended",
    ("notice_given", "withdraw_notice"): "active",
    ("notice_given", "end"): "ended",
}
MOVES = [
    "submit", "send_back", "approve", "reject", "reopen", "revise", "sign",
    "activate", "suspend", "resume", "give_notice", "withdraw_notice", "end", "withdraw",
]  # fmt: skip

# Who may press what; the agreement is one of the coordinator's department, the head leads its faculty.
KEEP, DECIDE, CONCLUDE = {"coordinator", "head", "officer"}, {"head", "officer"}, {"officer"}
MAY = {
    "submit": KEEP,
    "reopen": KEEP,
    "revise": KEEP,
    "withdraw": KEEP,
    "approve": DECIDE,
    "send_back": DECIDE,
    "reject": DECIDE,
    "sign": CONCLUDE,
    "activate": CONCLUDE,
    "suspend": CONCLUDE,
    "resume": CONCLUDE,
    "give_notice": CONCLUDE,
    "withdraw_notice": CONCLUDE,
    "end": CONCLUDE,
}
PEOPLE = ["reader", "coordinator", "head", "officer", "outsider", "auditor", "administrator"]
NEEDS_A_NOTE = {"send_back", "reject", "revise", "suspend", "give_notice", "end", "withdraw"}


@pytest.fixture
def ready(unit):
    """An agreement in a state, with everything that any guard asks for."""

    def make(state):
        notice = {"notice_rule": "months", "notice_months": 6}
        agreement = AgreementFactory(responsible_unit=unit, state=state, is_open_ended=True, **notice)
        DocumentFactory(agreement=agreement, kind=DocumentKind.SIGNED_COPY)
        all_signed(agreement)
        return agreement

    return make


def test_table_names_every_move_and_every_state():
    assert {name for _state, name in ALLOWED} == set(MOVES) == set(agreement_workflow.transitions)
    assert {state for state, _name in ALLOWED} | set(ALLOWED.values()) == set(AgreementState.values)
    assert set(MAY) == set(MOVES)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("state", AgreementState.values)
def test_workflow_moves_along_its_edges_and_nowhere_else(ready, officer, state, name):
    agreement = ready(state)
    target = ALLOWED.get((state, name))
    if target is None:
        with pytest.raises(TransitionRefused) as refusal:
            move_agreement(agreement, name, actor=officer, note="because")
        assert len(refusal.value.reasons) == 1
    else:
        assert move_agreement(agreement, name, actor=officer, note="because").state == target
    agreement.refresh_from_db()
    assert agreement.state == (target or state)


@pytest.mark.parametrize("name", MOVES)
@pytest.mark.parametrize("who", PEOPLE)
def test_only_the_right_people_move_an_agreement(request, ready, who, name):
    person = request.getfixturevalue(who)
    state = next(source for source, move in ALLOWED if move == name)
    agreement = ready(state)
    if who in MAY[name]:
        move_agreement(agreement, name, actor=person, note="because")
    else:
        with pytest.raises(RightMissing):
            move_agreement(agreement, name, actor=person, note="because")
    agreement.refresh_from_db()
    assert agreement.state == (ALLOWED[state, name] if who in MAY[name] else state)


@pytest.mark.parametrize("name", MOVES)
def test_moves_that_need_a_reason_ask_for_it(ready, officer, name):
    agreement = ready(next(source for source, move in ALLOWED if move == name))
    if name not in NEEDS_A_NOTE:
        move_agreement(agreement, name, actor=officer)
        return
    with pytest.raises(TransitionRefused, match="why"):
        move_agreement(agreement, name, actor=officer, note="  ")


def test_the_machine_makes_only_the_moves_that_time_makes(ready):
    for name in MOVES:
        agreement = ready(next(source for source, move in ALLOWED if move == name))
        if name in {"sign", "activate", "end"}:
            assert move_agreement(agreement, name, actor=None).state in {"signed", "active", "ended"}
        else:
            with pytest.raises(RightMissing):
                move_agreement(agreement, name, actor=None, note="because")


def test_submit_says_all_that_is_missing_at_once(unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, kind=AgreementKind.ERASMUS)
    agreement.parties.filter(is_home=False).delete()
    with pytest.raises(TransitionRefused) as refusal:
        move_agreement(agreement, "submit", actor=officer)
    assert [reason.split()[0] for reason in refusal.value.reasons] == ["Name", "Give", "An"]


def test_erasmus_agreement_with_a_condition_within_the_programme_can_be_submitted(unit, coordinator):
    agreement = AgreementFactory(
        responsible_unit=unit, state=AgreementState.DRAFT, kind=AgreementKind.ERASMUS, ends_on="2029-09-30"
    )
    ConditionFactory(agreement=agreement)
    assert move_agreement(agreement, "submit", actor=coordinator).state == "in_review"


def test_erasmus_agreement_cannot_outlast_the_programme(unit, coordinator):
    agreement = AgreementFactory(
        responsible_unit=unit, state=AgreementState.DRAFT, kind=AgreementKind.ERASMUS, ends_on="2029-10-01"
    )
    ConditionFactory(agreement=agreement)
    with pytest.raises(TransitionRefused, match="outlast"):
        move_agreement(agreement, "submit", actor=coordinator)


def test_signing_wants_the_signed_copy(unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.APPROVED)
    DocumentFactory(agreement=agreement, kind=DocumentKind.DRAFT)
    all_signed(agreement)
    with pytest.raises(TransitionRefused, match="signed copy"):
        move_agreement(agreement, "sign", actor=officer)


def test_signing_wants_every_signature(unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.APPROVED)
    DocumentFactory(agreement=agreement, kind=DocumentKind.SIGNED_COPY)
    with pytest.raises(TransitionRefused, match="Not signed yet: Blekinge Institute of Technology, Partner University"):
        move_agreement(agreement, "sign", actor=officer)


def test_activation_waits_for_the_first_day(unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.SIGNED, starts_on="2099-01-01")
    with pytest.raises(TransitionRefused, match="It begins on 1 Jan 2099"):
        move_agreement(agreement, "activate", actor=officer)


@pytest.mark.parametrize("source", AgreementState.values)
def test_no_statement_leaves_the_edges(unit, source):
    targets = {target for (state, _name), target in ALLOWED.items() if state == source}
    agreement = AgreementFactory(responsible_unit=unit, state=source)
    for target in AgreementState.values:
        with transaction.atomic():
            changed = Agreement.objects.filter(pk=agreement.pk)
            if target == source or target in targets:
                changed.update(state=target)
            else:
                with pytest.raises(IntegrityError) as refusal, transaction.atomic():
                    changed.update(state=target)
                assert violated_constraint(refusal.value) == "agreements_agreement_state_edge"
            transaction.set_rollback(True)


def test_move_lost_to_a_direct_write_is_refused_in_words(unit, officer):
    """The row changes between the page and the press: the lock reads it again."""
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.IN_REVIEW)
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.APPROVED)
    with pytest.raises(TransitionRefused, match="not possible from the state “Approved”"):
        move_agreement(agreement, "approve", actor=officer)
