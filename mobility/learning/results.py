"""After the stay: what the transcript says of each component, and what of it is recognised (KA131-57)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from mobility.checklist.enums import Fulfilment
from mobility.checklist.services import fulfil
from mobility.learning.enums import VersionState
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import require
from mobility.models import ComponentResult, LearningAgreementVersion
from mobility.querysets import CHANGE as KEEP

history.describe("learning.results", gettext_noop("noted the results"))


def components_to_judge(version: LearningAgreementVersion) -> list:
    """What was agreed abroad and not taken off, in its order."""
    return [row for row in version.components.all() if row.is_abroad and not row.is_removed]


@transaction.atomic
def note_results(version: LearningAgreementVersion, *, actor, transcript_on, rows: dict[int, dict]):
    """Keep the result of each component of ``rows`` (by its key), replacing earlier ones; once all have one, the
    learning agreement is completed.

    Raises ``PortalError`` unless all three have signed it, ``ValidationError`` by component for a contradiction.
    """
    require(actor, version.stay)
    locked = _locked_to_judge(version)
    components = {row.pk: row for row in components_to_judge(locked)}
    made = [
        ComponentResult(component=components[key], noted_by=actor, **given)
        for key, given in rows.items()
        if key in components
    ]
    _check(made, transcript_on)
    with history.action("learning.results", actor=actor, right=KEEP, about=locked):
        locked.agreement.transcript_on = transcript_on
        locked.agreement.save(update_fields=["transcript_on"])
        for result in made:
            _keep(result)
    if transcript_on:
        fulfil(locked.stay, Fulfilment.TRANSCRIPT, actor=actor, on=transcript_on)
    if ComponentResult.objects.filter(component__in=components).count() < len(components):
        return locked
    completed = learning_workflow.perform("complete", locked, actor=None)
    fulfil(completed.stay, Fulfilment.RECOGNITION, actor=actor)
    return completed


def _locked_to_judge(version: LearningAgreementVersion) -> LearningAgreementVersion:
    versions = LearningAgreementVersion.objects.select_for_update(of=("self",))
    locked = versions.select_related("agreement__mobility__unit").get(pk=version.pk)
    if locked.is_of_trainee:
        raise PortalError(_("A traineeship ends with the certificate of the organisation: note that."))
    if locked.state != VersionState.SIGNED_ALL:
        raise PortalError(_("Results are noted on the version that all three have signed, until it is completed."))
    return locked


def _keep(result: ComponentResult):
    known = ComponentResult.objects.filter(component=result.component).first()
    if known:
        result.pk = known.pk
    result.save(force_insert=known is None, force_update=known is not None)


def _check(results, transcript_on):
    if transcript_on and transcript_on > timezone.localdate():
        raise ValidationError({"transcript_on": _("The day lies in the future.")})
    problems = {}
    for result in results:
        if not result.is_recognised and not result.not_recognised_because.strip():
            problems[f"because_{result.component_id}"] = _("Say why it is not recognised.")
        if not result.is_recognised:
            result.ects_recognised = 0
        elif not result.is_passed:
            problems[f"recognised_{result.component_id}"] = _("What was not passed cannot be recognised.")
        elif result.ects_recognised > result.ects_earned:
            problems[f"credits_{result.component_id}"] = _("No more credits than were earned can be recognised.")
    if problems:
        raise ValidationError(problems)
