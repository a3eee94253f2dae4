"""Amendments go along the routes of their agreements: who is asked, what starts it anew, who signs, what is watched."""

import html
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.errors import ApprovalStartsAnew
from agreements.models import Amendment, AmendmentSignature, ApprovalRoute, RouteStep
from agreements.services.amendments import move_amendment, propose_amendment, propose_conditions, update_amendment
from agreements.services.conditions import ConditionRow, ConditionValues
from agreements.services.proposals import values_of
from agreements.services.signatures import SignatureValues, record_amendment_signatures
from core.constraints import violated_constraint
from core.errors import PortalError, RightMissing, TransitionRefused
from reminders.decisions import decisions_for
from reminders.desk import due_parts
from tests.accounts.factories import DelegationFactory
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory
from tests.agreements.test_approvals import fresh, steps


def later(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


@pytest.fixture
def memorandum(routes, unit, lodz, chief, dean, rector, coordinator):
    """In force; its route asks department, dean and vice-chancellor."""
    return AgreementFactory(
        responsible_unit=unit, partners=[lodz], coordinator=coordinator, ends_on=later(900), title="MoU with Lodz"
    )


@pytest.fixture
def proposed(memorandum, coordinator):
    """A draft that changes one condition."""
    condition = ConditionFactory(agreement=memorandum)
    amendment = propose_amendment(memorandum, actor=coordinator, reason="Their wish", effective_on=later(40))
    return propose_conditions(amendment, actor=coordinator, rows=[with_people(condition, 5)])


@pytest.fixture
def submitted(proposed, coordinator):
    return move_amendment(proposed, "submit", actor=coordinator)


@pytest.fixture
def approved(submitted, chief, dean, rector):
    for person in (chief, dean, rector):
        submitted = move_amendment(submitted, "approve", actor=person)
    return submitted


@pytest.fixture
def paper(memorandum):
    return DocumentFactory(agreement=memorandum, title="Signed amendment")


def with_people(condition, count) -> ConditionRow:
    given = values_of(condition)
    changed = given.values | {"people_per_year": count}
    return ConditionRow(ConditionValues(changed, given.isced_fields, given.clarifications, given.languages), condition)


def signed(amendment, actor, document=None, parties=None, on=None) -> Amendment:
    parties = amendment.agreement.parties.all() if parties is None else parties
    given = {party.pk: SignatureValues("Rector", on or timezone.localdate()) for party in parties}
    return record_amendment_signatures(amendment, actor=actor, given=given, document=document)


def desk_of(person) -> list[tuple]:
    return [(row.source_name.removeprefix("agreements."), row.title, row.text) for row in decisions_for(fresh(person))]


def test_each_step_is_asked_in_its_turn_on_the_right_desk(submitted, chief, dean, rector, officer, coordinator):
    assert steps(submitted) == [
        ("Head of department", "DIDA", "waiting"), ("Dean", "FC", "coming"), ("Vice-chancellor", "BTH", "coming"),
    ]  # fmt: skip
    waiting = ("amendment_approval", "MoU with Lodz", "Approve amendment 1 or send it back")
    assert desk_of(chief) == desk_of(dean) == [waiting]  # whoever stands above may decide for those below
    assert desk_of(coordinator) == desk_of(officer) == []
    with pytest.raises(RightMissing, match="decided by: Head of unit, Computer Science"):
        move_amendment(submitted, "approve", actor=officer)
    move_amendment(submitted, "approve", actor=chief, note="Good for us.")
    assert desk_of(chief) == []
    move_amendment(submitted, "approve", actor=dean)
    assert move_amendment(submitted, "approve", actor=rector).state == "approved"
    assert desk_of(officer) == [
        ("amendment_signatures", "MoU with Lodz", "Amendment 1 is approved: get the signatures")
    ]  # fmt: skip


def test_it_is_decided_on_the_desk_in_two_clicks_by_a_substitute(submitted, chief, person, other_unit, browser_of):
    bo = person("coordinator", other_unit, name="Bo Ek")
    DelegationFactory(person=chief, substitute=bo, starts_on=timezone.localdate(), ends_on=None)
    browser = browser_of(fresh(bo))
    (row,) = decisions_for(fresh(bo))
    assert "Approve amendment 1 or send it back" in text_of(browser.get("/desk/"))
    (approve, send_back) = row.acts(bo)
    assert text_of(browser.post(send_back.url)).count("Reason")
    browser.post(approve.url)
    step = submitted.approvals.first()
    assert (step.state, step.decided_by, step.on_behalf_of) == ("approved", bo, chief)
    assert "This step is decided by" in text_of(browser.post(approve.url, follow=True))


def test_sent_back_it_is_the_coordinators_with_the_note(submitted, chief, coordinator, browser_of):
    move_amendment(submitted, "send_back", actor=chief, note="Too many.")
    ((source, _title, sentence),) = desk_of(coordinator)
    assert (source, "Amendment 1 was sent back: “Too many.”" in sentence) == ("amendment_sent_back", True)
    assert "Head of department sent it back" in text_of(browser_of(coordinator).get(submitted.get_absolute_url()))
    again = move_amendment(Amendment.objects.get(), "submit", actor=coordinator)
    assert (desk_of(coordinator), steps(again)[0][2]) == ([], "waiting")


def test_a_changed_term_asks_first_and_starts_anew(submitted, chief, dean, coordinator, memorandum):
    move_amendment(submitted, "approve", actor=chief)
    condition = memorandum.conditions.get()
    rows = [with_people(condition, 7)]
    with pytest.raises(ApprovalStartsAnew, match="sends the amendment back to the first step"):
        propose_conditions(submitted, actor=coordinator, rows=rows)
    unchanged = propose_conditions(submitted, actor=coordinator, rows=[with_people(condition, 5)])
    assert steps(unchanged)[1][2] == "waiting"  # what is proposed already starts nothing
    changed = propose_conditions(submitted, actor=coordinator, rows=rows, starts_approval_anew=True)
    assert (changed.state, steps(changed)[0][2], changed.approval_rounds.count()) == ("in_review", "waiting", 2)
    with pytest.raises(TransitionRefused, match="moved on"):
        move_amendment(changed, "approve", actor=chief, step_seen=submitted.approvals.first().pk)


def test_a_change_after_the_approval_voids_the_signatures(approved, coordinator, officer, memorandum):
    signed(approved, officer, parties=memorandum.parties.filter(is_home=True))
    changed = update_amendment(
        Amendment.objects.get(), actor=coordinator, starts_approval_anew=True, effective_on=later(50)
    )
    assert (changed.state, AmendmentSignature.objects.count(), steps(changed)[0][2]) == ("in_review", 0, "waiting")


def test_the_page_asks_before_it_starts_anew(submitted, coordinator, browser_of):
    browser, address = browser_of(coordinator), f"{submitted.get_absolute_url()}edit/"
    form = {"reason": "Their wish", "effective_on": later(60).isoformat(), "new_tuition_waived": "unknown"}
    assert "Nothing is saved yet" in text_of(browser.post(address, form))
    assert Amendment.objects.get().effective_on == later(40)
    assert "The amendment is changed" in text_of(browser.post(address, form | {"anew": "yes"}, follow=True))
    assert Amendment.objects.get().effective_on == later(60)


def test_the_database_refuses_what_has_an_open_step(submitted):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Amendment.objects.filter(pk=submitted.pk).update(state="approved")
    assert violated_constraint(refusal.value) == "amendment_approved_step_by_step"


def test_a_route_of_amendments_alone_is_theirs_and_no_agreements(routes, proposed, coordinator, chief, unit):
    short = ApprovalRoute.objects.create(code="short", name_en="Numbers", used_for="amendments", position=1)
    RouteStep.objects.create(route=short, position=1, role="head", scope="unit", label_en="Head alone")
    assert [label for label, *_rest in steps(move_amendment(proposed, "submit", actor=coordinator))] == ["Head alone"]
    assert move_amendment(proposed, "approve", actor=chief).state == "approved"
    ApprovalRoute.objects.filter(code="short").update(used_for="agreements")
    second = propose_amendment(
        proposed.agreement, actor=coordinator, reason="x", effective_on=later(9), new_ends_on=later(99)
    )
    assert len(steps(move_amendment(second, "submit", actor=coordinator))) == 3


def test_all_parties_sign_and_then_it_is_signed_by_itself(approved, officer, paper, memorandum):
    ours, theirs = memorandum.parties.filter(is_home=True), memorandum.parties.filter(is_home=False)
    assert signed(approved, officer, paper, ours).state == "approved"
    assert signed(approved, officer, None, theirs).state == "approved"  # nothing carries the signatures
    done = signed(approved, officer, paper, theirs)
    assert (done.state, done.signed_on) == ("signed", timezone.localdate())
    home = ours.get()
    with pytest.raises(ValidationError, match="not left out"):
        record_amendment_signatures(done, actor=officer, given={home.pk: None}, document=paper)
    with pytest.raises(ValidationError, match="still to come"):
        signed(done, officer, paper, on=later(1))
    with pytest.raises(ValidationError, match="before it was approved"):
        signed(done, officer, paper, ours, on=later(-1))
    with pytest.raises(ValidationError, match="of this agreement"):
        signed(done, officer, DocumentFactory(agreement=AgreementFactory(responsible_unit=memorandum.responsible_unit)))


def test_signatures_wait_for_the_approval_and_are_the_offices(submitted, officer, coordinator, paper, browser_of):
    with pytest.raises(PortalError, match="once it is approved"):
        signed(submitted, officer, paper)
    with pytest.raises(RightMissing):
        signed(submitted, coordinator, paper)
    answer = browser_of(officer).get(f"{submitted.get_absolute_url()}signatures/", follow=True)
    assert "once it is approved" in text_of(answer)


def test_one_that_is_not_signed_is_a_date_until_it_is(proposed, coordinator, outsider, approved, officer, paper):
    def due(person):
        found = [row.date for part in due_parts(fresh(person)) for row in part.rows]
        return [row.due_on for row in found if row.source_name == "agreements.amendment_unsigned"]

    assert (due(coordinator), due(outsider)) == ([later(40)], [])
    signed(approved, officer, paper)
    assert due(coordinator) == []
