"""Amendments in the demonstration: one in effect, one that waits for approval; and an agreement with gaps."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Document
from agreements.services.amendments import (
    move_amendment,
    propose_amendment,
    propose_conditions,
    sign_amendment,
    values_of,
)
from agreements.services.conditions import ConditionRow, save_condition

WISH = "Their department has grown: they ask for one more student a year."
PLAN = "We want to send a teacher as well from next spring."


def amend(officer, approver):
    """The first two Erasmus agreements in force that have conditions and papers, by the order of the table."""
    in_force = Agreement.objects.in_force().filter(kind=AgreementKind.ERASMUS, conditions__isnull=False)
    whole = in_force.filter(documents__isnull=False, ends_on__gt=timezone.localdate() + timedelta(days=120))
    for agreement, act in zip(whole.distinct().order_by("pk")[:2], (_in_effect, _proposed), strict=False):
        act(agreement, officer, approver)
    leave_gaps(officer)


def _in_effect(agreement, officer, approver):
    amendment = propose_amendment(
        agreement, actor=officer, reason=WISH, effective_on=timezone.localdate(), new_tuition_waived=True
    )
    propose_conditions(amendment, actor=officer, rows=[_one_more(agreement)])
    amendment.refresh_from_db()
    move_amendment(amendment, "approve", actor=approver)
    paper = Document.objects.filter(agreement=agreement).first()
    sign_amendment(amendment, actor=officer, signed_on=timezone.localdate(), document=paper)


def _proposed(agreement, officer, approver):
    day = timezone.localdate() + timedelta(days=60)
    amendment = propose_amendment(agreement, actor=officer, reason=PLAN, effective_on=day)
    propose_conditions(amendment, actor=officer, rows=[_one_more(agreement)])


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
    save_condition(draft, actor=officer, given=gaps, condition=condition)
