"""Renewals in the demonstration: a chain of three, one successor in review, evaluations, one that is left to end."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from agreements.demo_days import IMPORTED_AGO
from agreements.demo_walk import come_in
from agreements.enums import AgreementState, Recommendation
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement
from agreements.services.evaluations import ask_for_evaluation, write_evaluation
from agreements.services.letting_end import let_end
from agreements.services.renewals import renew_agreement
from core import history
from core.demo_history import ago, as_if_on

CHAIN = ("PL KRAKOW02", "erasmus")
YEARS_BEFORE = 5
NOTHING = "Nothing of note in these years."
ANSWERS = {
    "mobility_out": "Two or three students a year; all passed what they had chosen.",
    "mobility_in": "As many came, most of them to courses at master’s level.",
    "reciprocity": "Balanced over the period.",
    "feedback": "Good, apart from housing in the autumn.",
}
REMARKS = "One more field should be added; numbers may stay."
BECAUSE = "No student has applied for two years, and the partner has stopped its courses in English."


def build_renewals(desk):
    """``desk`` is the demonstration's own (``agreements.demo.DemoDesk``), with its people and institutions."""
    begun = chain_of_three(desk)
    open_ones = Agreement.objects.ending_for_good().filter(
        state=AgreementState.ACTIVE, ends_on__isnull=False, successors__isnull=True
    )
    others = open_ones.exclude(pk=begun.pk).exclude(coordinator=None).exclude(kind="erasmus").order_by("ends_on", "pk")
    in_review, left = others[:2]
    with ago(26):
        evaluate(in_review)
    with ago(12):
        draft, _new = renew_agreement(in_review, actor=in_review.coordinator)
    with ago(9):
        move_agreement(draft, "submit", actor=in_review.coordinator)
    with ago(17):
        let_end(left, actor=left.coordinator, reason=BECAUSE)
    asked = others[2]
    with ago(6):
        ask_for_evaluation(asked, actor=desk.officer)


def evaluate(agreement: Agreement):
    """What the coordinator wrote, where questions are set up."""
    evaluation, _new = ask_for_evaluation(agreement, actor=agreement.coordinator)
    if evaluation:
        answers = {row.question_id: ANSWERS.get(row.question_id, NOTHING) for row in evaluation.answers.all()}
        write_evaluation(
            evaluation,
            actor=agreement.coordinator,
            answers=answers,
            recommendation=Recommendation.RENEW_CHANGED,
            remarks=REMARKS,
            is_submitted=True,
        )


def chain_of_three(desk) -> Agreement:
    """One that ended, the one in force that renewed it, and the draft that is to follow."""
    code, kind = CHAIN
    now = Agreement.objects.filter(kind=kind, state=AgreementState.ACTIVE).with_partner(desk.institutions[code]).first()
    parties = [PartyValues(party.institution, party.partner_unit) for party in now.partner_parties]
    with as_if_on(timezone.localdate() - IMPORTED_AGO):
        earlier = create_agreement(
            actor=now.coordinator,
            parties=parties,
            kind=now.kind,
            title=now.title,
            responsible_unit=now.responsible_unit,
            coordinator=now.coordinator,
            starts_on=now.starts_on - relativedelta(years=YEARS_BEFORE),
            ends_on=now.starts_on - timedelta(days=1),
        )
        come_in(earlier, AgreementState.ENDED, actor=desk.officer)
    with history.action("changed", actor=desk.officer):
        Agreement.objects.filter(pk=now.pk).update(predecessor=earlier)
    renew_agreement(now, actor=now.coordinator)
    return now
