"""Drafts of assessments change hands when a colleague leaves."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history
from partners.models import Assessment
from partners.workflow import ASSESS


@transaction.atomic
def hand_over_assessments(keys: Collection[int], *, person, to, actor, note: str = "") -> dict[int, str]:
    """Make ``to`` the assessor of those drafts that are still ``person``'s.

    Returns, by key, why one stays as it is. What was submitted stays with who submitted it, so that nobody comes to
    decide on their own assessment by handing it to a colleague.
    """
    list(Assessment.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    locked = Assessment.objects.select_related("unit", "assessor").in_bulk(keys)
    problems = {key: problem for key in keys if (problem := _problem(locked.get(key), person, to, actor))}
    for key, assessment in locked.items():
        if key not in problems:
            with history.action("assessment.hand_over", actor=actor, note=note, right=ASSESS, about=assessment):
                Assessment.objects.filter(pk=key).update(assessor=to, updated_at=timezone.now())
    return problems


def _problem(assessment: Assessment | None, person, to, actor) -> str:
    if assessment is None or not assessment.is_editable:
        return _("It is no draft any more and stays as it is.")
    if assessment.assessor_id != person.pk:
        return _("%(person)s goes on with it meanwhile.") % {"person": assessment.assessor or _("Somebody else")}
    words = {"person": to, "unit": assessment.unit}
    if actor is not None and not actor.has_perm(ASSESS, assessment):
        return _("You do not have the right to hand over assessments of %(unit)s.") % words
    if not (to.is_active and to.rights.own.may(ASSESS, assessment)):
        return _("%(person)s does not have the right to assess partners for %(unit)s.") % words
    return ""
