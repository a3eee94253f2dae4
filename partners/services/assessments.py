"""Every write to assessments by those who make them: started, answered, submitted, withdrawn, sent back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Unit
from core import history
from core.constraints import refused_as
from core.errors import PortalError, RightMissing
from core.versions import refuse_if_changed
from core.workflow import Through
from partners.assessing import suggested_level
from partners.enums import AssessmentState
from partners.models import Assessment, AssessmentAnswer, AssessmentQuestion, Institution
from partners.services.deciding import ask_deciders, place_for
from partners.workflow import ASSESS, assessment_workflow

WORDED = ("group", "position", "title_en", "title_sv", "wording_en", "wording_sv", "always_in_words")


@dataclass(frozen=True)
class AnswerValues:
    """One answer as a form gives it: how much of a concern (may be empty), and in words."""

    concern: str = ""
    text: str = ""


Answers = Mapping[int, AnswerValues]  # by key of the question


@transaction.atomic
def start_assessment(
    institution: Institution, *, actor, unit: Unit, answers: Answers | None = None, **fields
) -> Assessment:
    """A new draft about ``institution`` for ``unit``; ``fields``: occasion, level, level_reason.

    Raises ``RightMissing`` for a unit that is not the actor's, and ``PortalError`` where there is one already that
    is not decided, or for our own university.
    """
    assessment = Assessment(institution=institution, unit=unit, assessor=actor, **fields)
    _require(actor, assessment)
    if institution.is_home:
        raise PortalError(_("This is our own university: it is not assessed."))
    _refuse_second(institution)
    assessment.full_clean(validate_constraints=False)
    with history.action("created", actor=actor, right=ASSESS, about=assessment):
        with _one_open():
            assessment.save()
        _write_answers(assessment, answers or {})
    return assessment


@transaction.atomic
def save_assessment(
    assessment: Assessment, *, actor, answers: Answers | None = None, seen_at=None, **fields
) -> Assessment:
    """Write the given fields and answers of a draft; each answer keeps its question as it is worded now.

    Raises ``PortalError`` once it is submitted, and for a version the person has not seen (``core.versions``).
    """
    locked = _lock(assessment)
    _require(actor, locked)
    if not locked.is_editable:
        raise PortalError(
            _("An assessment in the state “%(state)s” stays as it is.") % {"state": locked.get_state_display()}
        )
    refuse_if_changed(locked, seen_at)
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)  # still the actor's after a change of unit
    locked.full_clean(validate_constraints=False)
    with history.action("changed", actor=actor, right=ASSESS, about=locked):
        locked.save(update_fields=[*fields, "updated_at"])
        _write_answers(locked, answers or {})
    return locked


@transaction.atomic
def move_assessment(assessment: Assessment, move: str, *, actor, note: str = "") -> Assessment:
    """Submit, send back or withdraw. Raises ``TransitionRefused``, and ``RightMissing`` for who does not decide it."""
    locked = _lock(assessment)
    if move == "submit":
        return _submit(locked, actor)
    if move == "send_back" and locked.is_waiting:
        return _send_back(locked, actor, note)
    return assessment_workflow.perform(move, locked, actor=actor, note=note)


def _submit(locked: Assessment, actor) -> Assessment:
    """Ask those who decide on its level; a level left open becomes the one its answers suggest."""

    def fix_level_and_ask(row: Assessment):
        if not row.level:
            row.level = suggested_level(row)
            row.save(update_fields=["level"])
        ask_deciders(row)

    return assessment_workflow.perform("submit", locked, actor=actor, also=fix_level_and_ask)


def _send_back(locked: Assessment, actor, note: str) -> Assessment:
    """By one of those who are asked, and by nobody else."""
    place = place_for(actor, locked)
    if place is None:
        raise RightMissing(_("It is not yours to decide, so you cannot send it back."))
    through = Through(place.right, place)
    return assessment_workflow.perform("send_back", locked, actor=actor, note=note, through=through)


def _write_answers(assessment: Assessment, answers: Answers):
    present = {answer.question_id: answer for answer in assessment.answers.all()}
    for question in AssessmentQuestion.objects.filter(is_active=True):
        answer = present.get(question.pk) or AssessmentAnswer(assessment=assessment, question=question)
        given = answers.get(question.pk) or AnswerValues(answer.concern, answer.text)
        wanted = {name: getattr(question, name) for name in WORDED} | {"concern": given.concern, "text": given.text}
        changed = [name for name, value in wanted.items() if getattr(answer, name) != value]
        for name in changed:
            setattr(answer, name, wanted[name])
        if answer.pk is None:
            answer.save()
        elif changed:
            answer.save(update_fields=changed)


def _lock(assessment: Assessment) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("institution", "unit")
    return rows.get(pk=assessment.pk)


def _refuse_second(institution: Institution):
    other = Assessment.objects.filter(institution=institution).open().select_related("unit").first()
    if other is None:
        return
    words = {"partner": institution, "unit": other.unit}
    if other.state == AssessmentState.DRAFT:
        raise PortalError(_("An assessment of %(partner)s is being written by %(unit)s already.") % words)
    raise PortalError(_("An assessment of %(partner)s by %(unit)s waits for a decision already.") % words)


def _one_open():
    sentence = _("Somebody has just started an assessment of this partner. Load its page again to see it.")
    return refused_as("assessment_one_open", field=NON_FIELD_ERRORS, sentence=sentence)


def _require(actor, assessment: Assessment):
    if actor is not None and not actor.has_perm(ASSESS, assessment):
        raise RightMissing(
            _("You do not have the right to assess partners for the unit “%(unit)s”.") % {"unit": assessment.unit}
        )
