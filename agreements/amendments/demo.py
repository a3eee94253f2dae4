"""Amendments in the demonstration: in effect, at the second step of its approval, waiting for the partner's signature.

And an agreement with gaps.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from agreements.amendments.states import AmendmentState
from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Document
from agreements.services.amendments import move_amendment, propose_amendment, propose_conditions
from agreements.services.conditions import ConditionRow, save_condition
from agreements.services.proposals import values_of
from agreements.services.signatures import SignatureValues, record_amendment_signatures
from core.demo_history import ago

WISH = "Their department has grown: they ask for one more student a year."
PLAN = "We want to send a teacher as well from next spring."


def amend(desk):
    """The first Erasmus agreements in force that have conditions and papers, by the order of the table."""
    in_force = Agreement.objects.in_force().filter(kind=AgreementKind.ERASMUS, conditions__isnull=False)
    whole = in_force.filter(documents__isnull=False, ends_on__gt=timezone.localdate() + timedelta(days=120))
    acts = (_in_effect, _in_review, _half_signed)
    for agreement, act in zip(whole.distinct().order_by("pk")[: len(acts)], acts, strict=False):
        act(agreement, desk)
    leave_gaps(desk.officer)


def _in_effect(agreement, desk):
    with ago(30):
        amendment = _approved(agreement, desk, timezone.localdate(), WISH)
    sign(amendment, desk.officer, agreement.parties.all())


def _in_review(agreement, desk):
    """The head of the department has approved it; the office decides."""
    with ago(11):
        amendment = _submitted(agreement, desk, timezone.localdate() + timedelta(days=60), PLAN)
    with ago(5):
        move_amendment(amendment, "approve", actor=desk.decider(amendment), note="We have the places.")


def _half_signed(agreement, desk):
    with ago(20):
        amendment = _approved(agreement, desk, timezone.localdate() + timedelta(days=25), WISH)
    sign(amendment, desk.officer, agreement.parties.filter(is_home=True))


def _submitted(agreement, desk, day, reason):
    keeper = agreement.coordinator or desk.officer
    amendment = propose_amendment(agreement, actor=keeper, reason=reason, effective_on=day)
    amendment = propose_conditions(amendment, actor=keeper, rows=[_one_more(agreement)])
    return move_amendment(amendment, "submit", actor=keeper)


def _approved(agreement, desk, day, reason):
    amendment = _submitted(agreement, desk, day, reason)
    while amendment.state == AmendmentState.IN_REVIEW:
        amendment = move_amendment(amendment, "approve", actor=desk.decider(amendment))
    return amendment


def sign(amendment, officer, parties):
    """Each of ``parties`` has signed today, on the first paper of the agreement."""
    given = {party.pk: SignatureValues(party.signatory or "Rector", timezone.localdate()) for party in parties}
    paper = Document.objects.filter(agreement=amendment.agreement).first()
    record_amendment_signatures(amendment, actor=officer, given=given, document=paper)


def _one_more(agreement) -> ConditionRow:
    condition = agreement.conditions.order_by("pk").first()
    given = values_of(condition)
    people = (condition.people_per_year or 0) + 1
    return ConditionRow(replace(given, values=given.values | {"people_per_year": people}), condition)


def leave_gaps(officer):
    """A draft in which somebody has not yet said the languages, nor whether it may be blended."""
    draft = Agreement.objects.filter(
        kind=AgreementKind.ERASMUS, state=AgreementState.DRAFT, conditions__isnull=False
    ).first()
    if draft is None:
        return
    condition = draft.conditions.order_by("pk").first()
    given = values_of(condition)
    gaps = replace(given, values=given.values | {"is_blended": None, "people_per_year": None}, languages=())
    with ago(4):
        save_condition(draft, actor=officer, given=gaps, condition=condition)
