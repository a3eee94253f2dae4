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
from core.workflow import Through
from partners.enums import AssessmentState, DeciderScope, Outcome
from partners.models import Assessment, AssessmentDecider, AssessmentDecision, AssessmentRule
from partners.workflow import assessment_workflow


def ask_deciders(assessment: Assessment):
    """Make a place for each decider of its level, in the unit whose decision it is; those of an earlier round go.

    Called inside the act that submits it, with its row locked.
    """
    above = {unit.pk: unit for unit in Unit.objects.filter(pk__in=assessment.unit.path.strip("/").split("/"))}
    line = [above[int(key)] for key in assessment.unit.path.strip("/").split("/")]  # the university first
    places: dict[tuple[str, int], AssessmentDecision] = {}
    for decider in AssessmentDecider.objects.filter(rule=assessment.level, is_active=True):
        unit = _unit_of(decider.scope, line)
        place = AssessmentDecision(assessment=assessment, role=decider.role, scope=decider.scope, unit=unit)
        place.position = len(places) + 1
        places.setdefault((decider.role, unit.pk), place)
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
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=place.assessment_id)
    place = _still_asked(place, locked)
    _require(actor, place, locked)
    place.outcome, place.note, place.conditions = outcome, note.strip(), conditions.strip()
    _check(place)
    place.decided_by, place.decided_at = actor, timezone.now()
    others = list(locked.decisions.exclude(pk=place.pk))
    if outcome != Outcome.DECLINED and any(other.is_pending for other in others):
        with history.action("assessment.decision", actor=actor, note=place.note, right=place.right, about=place):
            _write(place)
        return locked
    return _conclude(locked, place, others, on=on or timezone.localdate())


def _write(place: AssessmentDecision):
    place.save(update_fields=["outcome", "note", "conditions", "decided_by", "decided_at"])


def _conclude(assessment: Assessment, last: AssessmentDecision, others: list[AssessmentDecision], *, on: date):
    """Write what all decisions come to; the assessment that held before makes way."""

    def write_result(row: Assessment):
        _write(last)
        places = sorted([*others, last], key=lambda place: place.position)
        row.decision = _outcome_of({place.outcome for place in places})
        row.conditions = "\n".join(place.conditions for place in places if place.conditions)
        row.decided_on = on
        row.valid_until = _valid_until(row, on) if row.is_favourable else None
        row.save(update_fields=["decision", "conditions", "decided_on", "valid_until"])

    earlier = Assessment.objects.filter(institution=assessment.institution_id, state=AssessmentState.DECIDED).first()
    if earlier is not None:
        assessment_workflow.perform("supersede", earlier, actor=None)
    through = Through(last.right, last)
    return assessment_workflow.perform(
        "decide", assessment, actor=last.decided_by, note=last.note, through=through, also=write_result
    )


def _outcome_of(outcomes: set[str]) -> Outcome:
    """The strictest of them."""
    strictest_first = (Outcome.DECLINED, Outcome.CONDITIONS, Outcome.APPROVED)
    return next(outcome for outcome in strictest_first if outcome in outcomes)


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


def _valid_until(assessment: Assessment, on: date) -> date | None:
    rule = AssessmentRule.objects.filter(level=assessment.level).first()
    return on + relativedelta(months=rule.months_valid) if rule and rule.months_valid else None
