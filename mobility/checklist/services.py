"""Every write to the steps of a stay: done on a day, not needed for a reason, due on another day, opened again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from mobility.checklist.enums import Fulfilment
from mobility.checklist.laying_out import due_on
from mobility.days import refuse_days_nobody_means
from mobility.enums import PartnerStatus
from mobility.models import Mobility, StayDocument, StayStep
from mobility.querysets import CHANGE as KEEP

history.describe("step.done", gettext_noop("ticked a step off"))
history.describe("step.reopen", gettext_noop("opened a step again"))
history.describe("step.not_needed", gettext_noop("said that a step is not needed"))
history.describe("step.answer", gettext_noop("noted the answer of the receiver"))
history.describe("step.another_day", gettext_noop("set another day for a step"))


def require(actor, stay: Mobility):
    if actor is not None and not actor.has_perm(KEEP, stay):
        raise RightMissing(_("You do not have the right to change this stay."))


@transaction.atomic
def tick_off(step: StayStep, *, actor, on: date | None = None, document: StayDocument | None = None) -> StayStep:
    """Say that it was done, on the day ``on`` (today without one)."""
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise ValidationError({"done_on": _("The day lies in the future.")})
    refuse_days_nobody_means(done_on=on)
    if document and document.mobility_id != step.mobility_id:
        raise ValidationError({"document": _("Choose a document of this stay.")})
    given = {"done_on": on, "done_by": actor, "not_needed_because": "", "document": document or step.document}
    written = _write(step, "step.done", actor, **given)
    _note_the_answer(written, PartnerStatus.VERIFIED, actor)
    return written


@transaction.atomic
def reopen(step: StayStep, *, actor) -> StayStep:
    if step.is_open:
        raise PortalError(_("It is open already."))
    written = _write(step, "step.reopen", actor, done_on=None, done_by=None, not_needed_because="")
    _note_the_answer(written, PartnerStatus.PENDING, actor)
    return written


def not_needed(step: StayStep, *, actor, note: str) -> StayStep:
    """Say that this stay does not need it, and why."""
    if not note.strip():
        raise PortalError(_("Say why it is not needed."))
    return _write(step, "step.not_needed", actor, note=note, done_on=None, not_needed_because=note.strip()[:300])


def set_another_day(step: StayStep, *, actor, own_due_on: date | None) -> StayStep:
    """Let it be due on another day than its kind says; None goes back to that."""
    refuse_days_nobody_means(own_due_on=own_due_on)
    now = StayStep.objects.select_related("mobility", "kind").get(pk=step.pk)
    day = own_due_on or due_on(now.mobility, now.kind)
    return _write(step, "step.another_day", actor, own_due_on=own_due_on, due_on=day)


@transaction.atomic
def _write(step: StayStep, code: str, actor, *, note: str = "", **fields) -> StayStep:
    locked = StayStep.objects.select_for_update(of=("self",)).select_related("mobility__unit", "kind").get(pk=step.pk)
    require(actor, locked.mobility)
    for name, value in fields.items():
        setattr(locked, name, value)
    with history.action(code, actor=actor, note=note, right=KEEP, about=locked.mobility):
        locked.save(update_fields=list(fields))
    return locked


def _note_the_answer(step: StayStep, status: str, actor):
    """The step of acceptance is what the receiver says of the nomination (KA131-51)."""
    stay = step.mobility
    if step.kind.fulfilled_by == Fulfilment.ACCEPTANCE and stay.partner_status != status:
        stay.partner_status = status
        with history.action("step.answer", actor=actor, right=KEEP, about=stay):
            stay.save(update_fields=["partner_status", "updated_at"])


def fulfil(stay: Mobility, fulfilment: str, *, actor=None, on: date | None = None, document=None):
    """Tick off the open steps that ``fulfilment`` answers for; nothing where the stay has none."""
    for step in StayStep.objects.filter(mobility=stay, kind__fulfilled_by=fulfilment).open().select_related("mobility"):
        tick_off(step, actor=actor, on=on, document=document)


def tick_off_named(stay: Mobility, code: str, *, actor=None):
    """Tick off the open step of the kind ``code``, for another subject that knows it is done; nothing without one."""
    for step in StayStep.objects.filter(mobility=stay, kind__code=code).open().select_related("mobility"):
        tick_off(step, actor=actor)
