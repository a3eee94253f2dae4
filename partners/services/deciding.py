"""Deciding on a partner: who is asked at which level of risk, each decision, and what follows from all (DD-05)."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import UnitKind
from accounts.models import Unit
from core import history
from core.errors import PortalError, RightMissing
from partners.enums import AssessmentState, DeciderScope, Outcome
from partners.models import Assessment, AssessmentDecider, AssessmentDecision, AssessmentRule
from partners.workflow import assessment_workflow


def ask_deciders(assessment: Assessment, *, actor):
    """Make a place for each decider of its level, in the unit whose decision it is; those of an earlier round go."""
    above = {unit.pk: unit for unit in Unit.objects.filter(pk__in=assessment.unit.path.strip("/").split("/"))}
    line = [above[int(key)] for key in assessment.unit.path.strip("/").split("/")]  # the university first
    places: dict[tuple[str, int], AssessmentDecision] = {}
    for decider in AssessmentDecider.objects.filter(rule=assessment.level, is_active=True):
        unit = _unit_of(decider.scope, line)
        place = AssessmentDecision(assessment=assessment, role=decider.role, scope=decider.scope, unit=unit)
        place.position = len(places) + 1
        places.setdefault((decider.role, unit.pk), place)
    with history.action("assessment.ask", actor=actor):
        assessment.decisions.all().delete()
        AssessmentDecision.objects.bulk_create(places.values())


def _unit_of(scope: str, line: list[Unit]) -> Unit:
    """The unit of ``line`` (from the university down) that a scope means; without a faculty, the university."""
    if scope == DeciderScope.UNIT:
        return line[-1]
    faculties = [unit for unit in line if unit.kind == UnitKind.FACULTY]
    return faculties[-1] if scope == DeciderScope.FACULTY and faculties else line[0]


def place_for(user, assessment: Assessment) -> AssessmentDecision | None:
    """The place among the deciders that ``user`` can fill now; nobody fills two."""
    places = list(assessment.decisions.select_related("unit"))
    if not assessment.is_waiting or any(place.decided_by_id == user.pk for place in places):
        return None
    return next((place for place in places if place.is_pending and user.has_perm(place.right, place)), None)


@transaction.atomic
def decide_assessment(
    place: AssessmentDecision, *, actor, outcome: str, note: str = "", conditions: str = "", on: date | None = None
) -> Assessment:
    """Fill ``place`` with the decision of ``actor``; the last one, or a single no, concludes the assessment.

    The assessment is locked first, so of two who decide at once the second sees what the first did. Raises
    ``RightMissing``, ``PortalError`` for what is decided or was sent back meanwhile, ``ValidationError`` by field.
    """
    locked = (
        Assessment.objects.select_for_update(of=("self",)).select_related("institution").get(pk=place.assessment_id)
    )
    place = _still_asked(place, locked)
    _require(actor, place, locked)
    place.outcome, place.note, place.conditions = outcome, note.strip(), conditions.strip()
    _check(place)
    place.decided_by, place.decided_at = actor, timezone.now()
    with history.action("assessment.decision", actor=actor, note=place.note, right=place.right, about=place):
        place.save(update_fields=["outcome", "note", "conditions", "decided_by", "decided_at"])
        is_last = _write_result(locked, on or timezone.localdate())
    return _conclude(locked, actor) if is_last else locked


def _still_asked(place: AssessmentDecision, assessment: Assessment) -> AssessmentDecision:
    found = AssessmentDecision.objects.select_related("unit", "decided_by").filter(pk=place.pk).first()
    if found is None or not assessment.is_waiting:
        state = assessment.get_state_display()
        raise PortalError(
            _("It does not wait for this decision any more; its state is “%(state)s”.") % {"state": state}
        )
    if not found.is_pending:
        words = {"person": found.decided_by or _("Somebody"), "outcome": found.get_outcome_display()}
        raise PortalError(_("%(person)s has decided this already: %(outcome)s.") % words)
    return found


def _require(actor, place: AssessmentDecision, assessment: Assessment):
    if not actor.has_perm(place.right, place):
        raise RightMissing(_("This decision belongs to: %(place)s.") % {"place": place})
    if assessment.decisions.filter(decided_by=actor).exists():
        raise PortalError(_("You have decided on this assessment already. The other decision is another person’s."))


def _check(place: AssessmentDecision):
    errors = {}
    if place.outcome not in Outcome.values:
        errors["outcome"] = _("Choose a decision.")
    if place.outcome == Outcome.CONDITIONS and not place.conditions:
        errors["conditions"] = _("Say on which conditions.")
    if place.outcome == Outcome.DECLINED and not place.note:
        errors["note"] = _("Please say why in a few words.")
    if errors:
        raise ValidationError(errors)
    place.clean_fields(exclude=["assessment", "decided_by", "decided_at"])


def _write_result(assessment: Assessment, on: date) -> bool:
    """What all decisions come to, written where that is settled; one no settles it."""
    places = list(assessment.decisions.all())
    outcomes = {place.outcome for place in places}
    if Outcome.DECLINED not in outcomes and "" in outcomes:
        return False
    assessment.decision = next(
        outcome for outcome in (Outcome.DECLINED, Outcome.CONDITIONS, Outcome.APPROVED) if outcome in outcomes
    )
    assessment.conditions = "\n".join(place.conditions for place in places if place.conditions)
    assessment.decided_on = on
    assessment.valid_until = _valid_until(assessment, on) if assessment.is_favourable else None
    assessment.save(update_fields=["decision", "conditions", "decided_on", "valid_until", "updated_at"])
    return True


def _valid_until(assessment: Assessment, on: date) -> date | None:
    rule = AssessmentRule.objects.filter(level=assessment.level).first()
    return on + relativedelta(months=rule.months_valid) if rule and rule.months_valid else None


def _conclude(assessment: Assessment, actor) -> Assessment:
    """Let the one that held before make way."""
    earlier = Assessment.objects.filter(institution=assessment.institution_id, state=AssessmentState.DECIDED).first()
    if earlier is not None:
        assessment_workflow.perform("supersede", earlier, actor=None)
    return assessment_workflow.perform("decide", assessment, actor=actor)
