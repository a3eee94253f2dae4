"""Every write to the programme of a traineeship, and the certificate that ends it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from mobility.checklist.enums import Fulfilment
from mobility.checklist.services import fulfil, tick_off_named
from mobility.learning.enums import VersionState
from mobility.learning.traineeships.changes import changes_of
from mobility.learning.windows import is_a_change
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import editable, require
from mobility.models import LearningAgreementVersion, Traineeship, TraineeshipResult
from mobility.querysets import CHANGE as KEEP

CERTIFICATE = "traineeship-certificate"  # the step of the checklist

history.describe("learning.traineeship", gettext_noop("changed the programme of the traineeship"))
history.describe("learning.certificate", gettext_noop("noted the traineeship certificate"))


def traineeship_of(version: LearningAgreementVersion) -> Traineeship:
    """As it is kept, or a new one in the place the stay leads to; nothing is written."""
    known = Traineeship.objects.filter(version=version).first()
    return known or Traineeship(version=version, organisation=version.stay.place)


@transaction.atomic
def save_traineeship(version: LearningAgreementVersion, *, actor, **fields) -> Traineeship:
    """Describe the traineeship of a version that nobody has signed. What changes a signed one says why (KA131-54)."""
    locked = editable(version, actor)
    if not locked.is_of_trainee:
        raise PortalError(_("This is not the learning agreement of a traineeship."))
    row = traineeship_of(locked)
    for name, value in fields.items():
        setattr(row, name, value)
    _check(row, locked)
    with history.action("learning.traineeship", actor=actor, right=KEEP, about=locked):
        row.save()
    return row


def _check(row: Traineeship, version: LearningAgreementVersion):
    row.full_clean(exclude=["version"], validate_constraints=False)
    if is_a_change(version) and changes_of(row) and not row.change_reason:
        raise ValidationError({"change_reason": _("Say why it is changed (KA131-54).")})
    if row.change_reason == "other" and not row.change_words.strip():
        raise ValidationError({"change_words": _("Say the reason in words.")})


@transaction.atomic
def note_certificate(version: LearningAgreementVersion, *, actor, **fields) -> LearningAgreementVersion:
    """Keep what the organisation certified and what of it is recognised; the learning agreement is completed by it."""
    require(actor, version.stay)
    versions = LearningAgreementVersion.objects.select_for_update(of=("self",))
    locked = versions.select_related("agreement__mobility__unit").get(pk=version.pk)
    if locked.state != VersionState.SIGNED_ALL or not locked.is_of_trainee:
        raise PortalError(_("Results are noted on the version that all three have signed, until it is completed."))
    known = TraineeshipResult.objects.filter(version=locked).first()
    result = known or TraineeshipResult(version=locked)
    for name, value in fields.items():
        setattr(result, name, value)
    result.noted_by, result.noted_at = actor, timezone.now()
    _check_result(result)
    with history.action("learning.certificate", actor=actor, right=KEEP, about=locked):
        result.save()
    done = learning_workflow.perform("complete", locked, actor=None)
    tick_off_named(done.stay, CERTIFICATE, actor=actor)
    fulfil(done.stay, Fulfilment.RECOGNITION, actor=actor)
    return done


def _check_result(result: TraineeshipResult):
    problems = {}
    if result.certificate_on > timezone.localdate():
        problems["certificate_on"] = _("The day lies in the future.")
    if not result.is_recognised:
        result.ects_recognised = 0
        if not result.not_recognised_because.strip():
            problems["not_recognised_because"] = _("Say why it is not recognised.")
    elif not result.is_passed:
        problems["is_recognised"] = _("What was not completed cannot be recognised.")
    if problems:
        raise ValidationError(problems)
