"""The approval of an agreement, step by step along its route."""

import random

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership, User
from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement, Approval, ApprovalRoute, RouteStep
from agreements.routing import route_of
from agreements.services.agreements import PartyValues, move_agreement, update_agreement
from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing, TransitionRefused
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory

TODAY = timezone.localdate


def fresh(user):
    """The person as the next request reads them: rights are read once."""
    return User.objects.get(pk=user.pk)


def steps(agreement, number=None) -> list[tuple]:
    """Role, unit and state of each step of the newest round, or of round ``number``."""
    rounds = agreement.approval_rounds.order_by("-number")
    newest = rounds.get(number=number) if number else rounds.first()
    return [(step.label_en, step.unit.code, step.state) for step in newest.approvals.select_related("unit")]


def test_the_route_is_copied_and_its_first_step_asked(memorandum):
    assert memorandum.state == "in_review"
    assert steps(memorandum) == [
        ("Head of department", "DIDA", "waiting"),
        ("Dean", "FC", "coming"),
        ("Vice-chancellor", "BTH", "coming"),
    ]


def test_the_last_step_approves_the_agreement(memorandum, chief, dean, rector):
    assert move_agreement(memorandum, "approve", actor=chief).state == "in_review"
    assert move_agreement(memorandum, "approve", actor=dean, note="Good for the faculty").state == "in_review"
    assert move_agreement(memorandum, "approve", actor=rector).state == "approved"
    assert [state for _label, _unit, state in steps(memorandum)] == ["approved"] * 3
    told = list(memorandum.approvals.values_list("decided_by__name", "note"))
    assert told == [("Head of department", ""), ("Dean", "Good for the faculty"), ("Vice-chancellor", "")]


@pytest.mark.parametrize("move", ["approve", "send_back", "reject"])
@pytest.mark.parametrize(
    "who", ["reader", "coordinator", "chief", "rector", "officer", "outsider", "other_dean", "auditor", "administrator"]
)
def test_only_its_holder_decides_a_step(request, memorandum, chief, rector, who, move):
    """The dean's step: the head below has none of it, the head above has it, the office only for want of anybody."""
    move_agreement(memorandum, "approve", actor=chief)
    person = request.getfixturevalue(who)
    if who == "rector":
        move_agreement(memorandum, move, actor=person, note="because")
        return
    with pytest.raises(RightMissing):
        move_agreement(memorandum, move, actor=person, note="because")
    assert steps(memorandum)[1] == ("Dean", "FC", "waiting")


def test_a_decision_is_refused_in_words(memorandum, officer):
    with pytest.raises(RightMissing, match="decided by: Head of unit, Computer Science"):
        move_agreement(memorandum, "approve", actor=officer)


def test_sent_back_it_is_a_draft_and_begins_at_the_first_step_again(memorandum, chief, dean, coordinator):
    move_agreement(memorandum, "approve", actor=chief)
    with pytest.raises(TransitionRefused, match="why"):
        move_agreement(memorandum, "send_back", actor=dean, note=" ")
    sent_back = move_agreement(memorandum, "send_back", actor=dean, note="The period is missing.")
    assert sent_back.state == "draft"
    assert [state for _label, _unit, state in steps(memorandum)] == ["approved", "sent_back", "dropped"]
    move_agreement(sent_back, "submit", actor=coordinator)
    assert [state for _label, _unit, state in steps(memorandum)] == ["waiting", "coming", "coming"]
    assert [state for _label, _unit, state in steps(memorandum, 1)] == ["approved", "sent_back", "dropped"]


@pytest.mark.parametrize(("move", "state"), [("reject", "rejected"), ("withdraw", "withdrawn")])
def test_nobody_is_asked_about_what_is_over(memorandum, chief, move, state):
    assert move_agreement(memorandum, move, actor=chief, note="no").state == state
    assert not Approval.objects.filter(state__in=("waiting", "coming")).exists()


def test_a_later_change_of_the_route_changes_no_running_approval(memorandum):
    RouteStep.objects.filter(route="memorandum", position__gt=1).update(is_active=False)
    assert [label for label, _unit, _state in steps(memorandum)] == ["Head of department", "Dean", "Vice-chancellor"]


def test_a_step_without_anybody_goes_up_and_nobody_is_asked_twice(routes, unit, dean, officer, coordinator):
    """No head of department and no vice-chancellor: the dean is asked for the first two at once, the office then."""
    agreement = AgreementFactory(responsible_unit=unit, state="draft", is_open_ended=True)
    move_agreement(agreement, "submit", actor=coordinator)
    assert steps(agreement) == [
        ("Head of department", "FC", "skipped"),
        ("Dean", "FC", "waiting"),
        ("Vice-chancellor", "BTH", "coming"),
    ]
    assert list(agreement.approvals.values_list("role", flat=True)) == ["head", "head", "officer"]
    move_agreement(agreement, "approve", actor=dean)
    assert move_agreement(agreement, "approve", actor=officer).state == "approved"


def test_the_office_decides_when_the_holder_left_meanwhile(memorandum, officer, chief, dean, rector):
    with pytest.raises(RightMissing):
        move_agreement(memorandum, "approve", actor=officer)
    Membership.objects.filter(role=Role.HEAD).delete()
    move_agreement(memorandum, "approve", actor=officer)
    assert steps(memorandum)[0] == ("Head of department", "DIDA", "approved")


def test_an_inactive_holder_counts_as_nobody(memorandum, officer, chief, dean, rector):
    User.objects.filter(memberships__role=Role.HEAD).update(is_active=False)
    move_agreement(memorandum, "approve", actor=officer)
    assert steps(memorandum)[0] == ("Head of department", "DIDA", "approved")


def test_without_any_route_the_head_of_the_unit_is_asked(unit, coordinator, chief):
    agreement = AgreementFactory(responsible_unit=unit, state="draft", is_open_ended=True)
    move_agreement(agreement, "submit", actor=coordinator)
    assert steps(agreement) == [("Head of unit", "DIDA", "waiting")]


def test_an_imported_agreement_without_steps_is_decided_by_head_or_office(unit, officer, chief, outsider):
    with pytest.raises(RightMissing):
        move_agreement(AgreementFactory(responsible_unit=unit, state="in_review"), "approve", actor=outsider)
    for person in (chief, officer):
        agreement = AgreementFactory(responsible_unit=unit, state="in_review")
        assert move_agreement(agreement, "approve", actor=person).state == "approved"
        assert not agreement.approvals.exists()


# --- four eyes


def test_who_submits_does_not_decide_the_first_step(routes, unit, chief, dean, officer):
    agreement = AgreementFactory(responsible_unit=unit, kind="research", state="draft", is_open_ended=True)
    move_agreement(agreement, "submit", actor=chief)
    with pytest.raises(RightMissing, match="another person decides"):
        move_agreement(agreement, "approve", actor=chief)
    move_agreement(agreement, "approve", actor=dean)  # the head above
    with pytest.raises(RightMissing):
        move_agreement(agreement, "approve", actor=dean)  # decided the step before; and the office is another


def test_the_only_person_decides_what_they_submitted(routes, unit, officer):
    agreement = AgreementFactory(responsible_unit=unit, kind="research", state="draft", is_open_ended=True)
    move_agreement(agreement, "submit", actor=officer)
    assert move_agreement(agreement, "approve", actor=officer).state == "approved"


def test_nobody_decides_two_steps_in_a_row_by_a_second_role(memorandum, chief, dean, rector, officer):
    """The vice-chancellor takes the dean's step; the last is theirs alone: the office decides it, another person."""
    move_agreement(memorandum, "approve", actor=chief)
    Membership.objects.filter(user=dean).delete()
    move_agreement(memorandum, "approve", actor=rector)
    assert not Agreement.objects.decidable_by(rector).exists()
    assert move_agreement(memorandum, "approve", actor=officer).state == "approved"


def test_a_substitute_decides_and_is_named_with_the_person(memorandum, chief, person, university):
    bo = person(Role.READER, university, name="Bo Ek")
    DelegationFactory(person=chief, substitute=bo, starts_on=TODAY(), ends_on=None)
    move_agreement(memorandum, "approve", actor=fresh(bo))
    step = memorandum.approvals.first()
    assert (step.decided_by, step.on_behalf_of) == (bo, chief)


def test_a_dean_who_stands_in_for_the_rector_decides_both_steps_for_want_of_anybody(memorandum, chief, dean, rector):
    DelegationFactory(person=rector, substitute=dean, starts_on=TODAY(), ends_on=None)
    dean = fresh(dean)
    move_agreement(memorandum, "approve", actor=chief)
    move_agreement(memorandum, "approve", actor=dean)
    assert move_agreement(memorandum, "approve", actor=dean).state == "approved"
    assert [step.on_behalf_of for step in memorandum.approvals.all()] == [None, None, rector]


# --- the security coordinator


def test_the_security_coordinator_reads_and_decides_what_a_route_asks(routes, unit, coordinator, person, university):
    security = person(Role.SECURITY_COORDINATOR, university)
    route = ApprovalRoute.objects.get(code="memorandum")
    route.steps.all().delete()
    RouteStep.objects.create(route=route, position=1, role=security.memberships.get().role, scope="university")
    agreement = AgreementFactory(responsible_unit=unit, state="draft", is_open_ended=True)
    hidden = AgreementFactory(responsible_unit=unit, state="in_review")
    assert agreement not in Agreement.objects.visible_to(security)
    move_agreement(agreement, "submit", actor=coordinator)
    assert set(Agreement.objects.visible_to(security)) == {agreement}
    assert hidden not in Agreement.objects.kept_by(security)
    assert move_agreement(agreement, "approve", actor=security).state == "approved"


# --- a changed term


def test_a_changed_term_asks_before_it_starts_the_approval_anew(memorandum, coordinator):
    with pytest.raises(ApprovalStartsAnew, match=r"Changed: tuition fees waived.*first step"):
        update_agreement(memorandum, actor=coordinator, tuition_waived=True)
    memorandum.refresh_from_db()
    assert (memorandum.tuition_waived, memorandum.approval_rounds.count()) == (None, 1)


def test_a_changed_term_in_review_starts_at_the_first_step(memorandum, coordinator, chief, dean):
    move_agreement(memorandum, "approve", actor=chief)
    changed = update_agreement(memorandum, actor=coordinator, tuition_waived=True, starts_approval_anew=True)
    assert (changed.state, changed.tuition_waived) == ("in_review", True)
    assert [state for _label, _unit, state in steps(memorandum)] == ["waiting", "coming", "coming"]
    assert [state for _label, _unit, state in steps(memorandum, 1)] == ["approved", "dropped", "dropped"]
    assert memorandum.approval_rounds.last().changed_terms == ["tuition_waived"]


def test_a_changed_term_of_an_approved_one_asks_everybody_again(memorandum, coordinator, chief, dean, rector):
    for person in (chief, dean, rector):
        move_agreement(memorandum, "approve", actor=person)
    parties = [PartyValues(InstitutionFactory(name="Somebody else"))]
    changed = update_agreement(memorandum, actor=coordinator, parties=parties, starts_approval_anew=True)
    assert changed.state == "in_review"
    assert [state for _label, _unit, state in steps(memorandum)] == ["waiting", "coming", "coming"]
    assert memorandum.approval_rounds.last().changed_terms == ["partners"]


def test_bookkeeping_leaves_the_approval_as_it_is(memorandum, coordinator, chief):
    move_agreement(memorandum, "approve", actor=chief)
    update_agreement(memorandum, actor=coordinator, remarks="Called them", title="Better title")
    assert [state for _label, _unit, state in steps(memorandum)] == ["approved", "waiting", "coming"]


def test_what_could_not_be_submitted_cannot_be_changed_into(memorandum, coordinator):
    with pytest.raises(TransitionRefused, match="no end date"):
        update_agreement(memorandum, actor=coordinator, is_open_ended=False, starts_approval_anew=True)
    memorandum.refresh_from_db()
    assert (memorandum.is_open_ended, memorandum.approval_rounds.count()) == (True, 1)


def test_terms_of_one_in_force_stay(unit, officer):
    with pytest.raises(PortalError, match="cannot be changed"):
        update_agreement(
            AgreementFactory(responsible_unit=unit), actor=officer, tuition_waived=True, starts_approval_anew=True
        )


def test_another_unit_means_other_deciders(memorandum, officer, other_unit):
    with pytest.raises(ApprovalStartsAnew, match="responsible unit"):
        update_agreement(memorandum, actor=officer, responsible_unit=other_unit)


# --- routes


@pytest.mark.parametrize(
    ("kind", "code"), [("erasmus", "erasmus"), ("moc", "memorandum"), ("mou", "memorandum"), ("research", "specific")]
)
def test_the_route_fits_the_kind(routes, unit, kind, code):
    assert route_of(AgreementFactory(responsible_unit=unit, kind=kind)).code == code


def test_the_route_fits_the_level_of_the_unit(routes, unit, faculty):
    ApprovalRoute.objects.create(code="ours", name_en="Ours", kinds=["moc"], unit_kinds=["faculty"], position=1)
    assert route_of(AgreementFactory(responsible_unit=faculty)).code == "ours"
    assert route_of(AgreementFactory(responsible_unit=unit)).code == "memorandum"
    ApprovalRoute.objects.filter(code="ours").update(is_active=False)
    assert route_of(AgreementFactory(responsible_unit=faculty)).code == "memorandum"


def test_an_erasmus_agreement_goes_to_the_office(routes, unit, chief, officer, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, kind="erasmus", state="draft", ends_on="2029-09-30")
    ConditionFactory(agreement=agreement)
    move_agreement(agreement, "submit", actor=coordinator)
    move_agreement(agreement, "approve", actor=chief)
    assert move_agreement(agreement, "approve", actor=officer).state == "approved"


# --- what cannot be


def test_no_statement_approves_past_an_open_step(memorandum):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Agreement.objects.filter(pk=memorandum.pk).update(state="approved")
    assert violated_constraint(refusal.value) == "agreement_approved_step_by_step"


def test_no_statement_changes_what_was_decided(memorandum, chief):
    move_agreement(memorandum, "approve", actor=chief)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE agreements_approval SET state = 'rejected' WHERE position = 1")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_nothing_is_approved_without_every_step_of_the_newest_round(
    memorandum, coordinator, chief, dean, rector, officer, seed
):
    """Random acts of random people, most of them refused."""
    chance = random.Random(seed)
    people = [coordinator, chief, dean, rector, officer]
    approved = 0
    for _turn in range(40):
        move = chance.choice(["submit", "approve", "approve", "approve", "approve", "send_back", "revise", "change"])
        actor = chance.choice(people)
        try:
            if move == "change":
                waived = chance.choice([True, False, None])
                update_agreement(memorandum, actor=actor, tuition_waived=waived, starts_approval_anew=True)
            else:
                move_agreement(memorandum, move, actor=actor, note="because")
        except PortalError:
            pass
        memorandum.refresh_from_db()
        states = [state for _label, _unit, state in steps(memorandum)]
        if memorandum.state == "approved":
            approved += 1
            assert set(states) == {"approved"}
        assert states.count("waiting") == (memorandum.state == "in_review")
    assert approved or seed
