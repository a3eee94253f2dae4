"""The evaluation before a renewal (AG-11): asked for, written, submitted with a recommendation, or skipped."""

from collections.abc import Collection, Mapping

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enums import AgreementState, Recommendation
from agreements.models import Agreement, Evaluation, EvaluationAnswer, EvaluationQuestion
from core import history
from core.errors import PortalError, RightMissing

ADD, CHANGE = "agreements.add_agreement", "agreements.change_agreement"
SKIP = "agreements.conclude_agreement"
DAYS_TO_ANSWER = 30


@transaction.atomic
def ask_for_evaluation(agreement: Agreement, *, actor) -> tuple[Evaluation | None, bool]:
    """The evaluation of ``agreement``, and whether it was asked for just now; None where no question is asked at all.

    One is enough: an earlier one, even skipped, is given back. Its coordinator has thirty days.
    """
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    _require(actor, ADD, locked)
    if known := locked.evaluations.first():
        return known, False
    if locked.state not in AgreementState.concluded:
        raise PortalError(_("Only an agreement that was concluded is evaluated."))
    asked = ask_all([locked], actor=actor)
    return (asked[0], True) if asked else (None, False)


def ask_all(locked: Collection[Agreement], *, actor) -> list[Evaluation]:
    """Ask for the evaluation of each of ``locked``, which have none; nothing where no question is asked at all.

    Inside the caller's transaction, rights checked.
    """
    questions = list(EvaluationQuestion.objects.filter(is_active=True)) if locked else []
    asked: list[Evaluation] = []
    for _note, group in history.told_alike(locked if questions else (), actor=actor, right=ADD):
        with history.action("evaluation.ask", actor=actor, right=ADD, about=group[0]):
            made = Evaluation.objects.bulk_create(_new(agreement, actor) for agreement in group)
            EvaluationAnswer.objects.bulk_create(
                EvaluationAnswer(
                    evaluation=evaluation,
                    question=question,
                    position=question.position,
                    wording_en=question.wording_en,
                    wording_sv=question.wording_sv,
                )
                for evaluation in made
                for question in questions
            )
        asked += made
    return asked


@transaction.atomic
def write_evaluation(
    evaluation: Evaluation,
    *,
    actor,
    answers: Mapping[str, str],
    recommendation: str = "",
    remarks: str = "",
    is_submitted: bool = False,
) -> Evaluation:
    """Keep what is written so far; submitted, it is complete and fixed. ``answers`` are by the code of the question.

    Raises ``RightMissing``, ``PortalError`` where it was submitted or skipped meanwhile, and ``ValidationError`` by
    code for what is missing.
    """
    locked = _lock_open(evaluation, actor, CHANGE)
    rows = list(locked.answers.all())
    if is_submitted:
        _refuse_gaps(rows, answers, recommendation)
    code = "evaluation.submit" if is_submitted else "evaluation.write"
    with history.action(code, actor=actor, right=CHANGE, about=locked.agreement):
        for row in rows:
            text = answers.get(row.question_id, row.text).strip()
            if text != row.text:
                row.text = text
                row.save(update_fields=["text"])
        locked.recommendation, locked.remarks = recommendation, remarks.strip()
        if is_submitted:
            locked.submitted_by, locked.submitted_at = actor, timezone.now()
        locked.save(update_fields=["recommendation", "remarks", "submitted_by", "submitted_at"])
    return locked


def _refuse_gaps(rows, answers: Mapping[str, str], recommendation: str):
    missing = _("Answer in a few words, if only why there is nothing to say.")
    gaps = {row.question_id: missing for row in rows if not answers.get(row.question_id, row.text).strip()}
    if recommendation not in Recommendation.values:
        gaps["recommendation"] = _("Say what you recommend.")
    if gaps:
        raise ValidationError(gaps)


@transaction.atomic
def skip_evaluation(agreement: Agreement, *, actor, reason: str) -> Evaluation:
    """Go on without the evaluation; the office says why. What was submitted stays, and nothing is skipped then."""
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    refuse_skipping(locked, actor=actor, reason=reason)
    known = locked.evaluations.first()
    if known and not known.is_open:
        raise PortalError(_("It was submitted or skipped already."))
    with history.action("evaluation.skip", actor=actor, note=reason.strip(), right=SKIP, about=locked):
        if known is None:
            known = _new(locked, actor, skipped_because=reason.strip())
            known.save()
        else:
            known.skipped_because = reason.strip()
            known.save(update_fields=["skipped_because"])
    return known


def refuse_skipping(agreement: Agreement, *, actor, reason: str):
    """Raise ``RightMissing`` for somebody who may not skip the evaluation, ``ValidationError`` without a reason."""
    _require(actor, SKIP, agreement)
    if not reason.strip():
        raise ValidationError({"note": _("Please say why in a few words.")})


def skip_all(locked: Collection[Agreement], *, actor, reason: str):
    """Go on without the evaluation of each of ``locked``, which have none; inside the caller's transaction.

    ``refuse_skipping`` was asked of each before.
    """
    for _note, group in history.told_alike(locked, actor=actor, right=SKIP):
        with history.action("evaluation.skip", actor=actor, note=reason.strip(), right=SKIP, about=group[0]):
            Evaluation.objects.bulk_create(
                _new(agreement, actor, skipped_because=reason.strip()) for agreement in group
            )


def open_evaluation(agreement: Agreement) -> Evaluation | None:
    return Evaluation.objects.open().filter(agreement=agreement).first()


def _new(agreement: Agreement, actor, **fields) -> Evaluation:
    """The row, not saved yet."""
    due_on = timezone.localdate() + relativedelta(days=DAYS_TO_ANSWER)
    given = {"agreement": agreement, "asked_by": actor, "asked_at": timezone.now(), "due_on": due_on}
    return Evaluation(**given, **fields)


def _lock_open(evaluation: Evaluation, actor, right: str) -> Evaluation:
    locked = Evaluation.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=evaluation.pk)
    _require(actor, right, locked.agreement)
    if not locked.is_open:
        raise PortalError(_("This evaluation was submitted or skipped meanwhile. Nothing was changed."))
    return locked


def _require(actor, right: str, agreement: Agreement):
    if actor is not None and not actor.has_perm(right, agreement):
        raise RightMissing(_("You do not have the right to do this for this agreement."))
