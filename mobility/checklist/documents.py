"""Every write to the papers of a stay, and what a certificate says of the days of presence."""

from contextlib import suppress
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.private_files import check_upload
from mobility.checklist.enums import Fulfilment, PaperKind
from mobility.checklist.laying_out import renew_due_dates
from mobility.checklist.services import fulfil, require
from mobility.enums import MobilityState
from mobility.grants.services import calculate_grant
from mobility.models import Mobility, StayDocument
from mobility.querysets import CHANGE as KEEP

# Papers that tick a step off as soon as they are there.
FULFILLED = {PaperKind.ACCEPTANCE: Fulfilment.ACCEPTANCE, PaperKind.TRANSCRIPT: Fulfilment.TRANSCRIPT}
CERTIFIED: dict[str, str] = {PaperKind.ARRIVAL: "arrived_on", PaperKind.DEPARTURE: "left_on"}
FARTHEST = timedelta(days=366)  # a day farther from the plan is a slip of the pen, or another stay

history.describe("paper.attach", gettext_noop("attached a document"))
history.describe("paper.remove", gettext_noop("removed a document"))
history.describe("presence.certify", gettext_noop("recorded the certified days"))


@transaction.atomic
def attach_paper(stay: Mobility, *, actor, upload, kind: str, title: str = "", certified_on: date | None = None):
    """Keep ``upload`` as a document of the stay. A certificate says the day, which becomes that of the stay.

    Raises ``PortalError`` for a file that is not what its name says, ``ValidationError`` beside its field for a
    certificate without a day or with an impossible one.
    """
    require(actor, stay)
    certified = _certified_days(stay, kind, certified_on)  # before the file is written: no transaction takes it back
    checked = check_upload(upload)
    made = StayDocument(mobility=stay, kind=kind, title=title or PaperKind(kind).label, file=upload)
    made.original_name, made.content_type = checked.name, checked.content_type
    made.size, made.sha256, made.uploaded_by = checked.size, checked.sha256, actor
    made.full_clean(exclude=["file"], validate_constraints=False)
    with history.action("paper.attach", actor=actor, right=KEEP, about=stay):
        made.save()
    if certified:
        certify_presence(stay, actor=actor, document=made, **certified)
    elif kind in FULFILLED:
        fulfil(stay, FULFILLED[kind], actor=actor, document=made)
    return made


@transaction.atomic
def remove_paper(document: StayDocument, *, actor, note: str):
    """Delete a document and its file; the history keeps its name, checksum and the reason."""
    require(actor, document.mobility)
    with history.action("paper.remove", actor=actor, note=note, right=KEEP, about=document.mobility):
        name, storage = document.file.name, document.file.storage
        document.delete()
    transaction.on_commit(lambda: storage.delete(name))


@transaction.atomic
def certify_presence(stay: Mobility, *, actor, arrived_on=None, left_on=None, document=None) -> Mobility:
    """Record the first or the last day of presence as certified; the grant is worked out anew from it."""
    locked = Mobility.objects.select_for_update(of=("self",)).get(pk=stay.pk)
    require(actor, locked)
    given = {name: day for name, day in (("arrived_on", arrived_on), ("left_on", left_on)) if day}
    _check_days(locked, given)
    for name, day in given.items():
        setattr(locked, name, day)
    with history.action("presence.certify", actor=actor, right=KEEP, about=locked):
        locked.save(update_fields=[*given, "updated_at"])
    if arrived_on:
        fulfil(locked, Fulfilment.ARRIVAL, actor=actor, on=arrived_on, document=document)
    if left_on:
        fulfil(locked, Fulfilment.DEPARTURE, actor=actor, on=left_on, document=document)
    renew_due_dates(Mobility.objects.filter(pk=locked.pk))
    if locked.calculations.exists():
        with suppress(PortalError):  # a settled balance stays; what else is missing, the panel of the grant says
            calculate_grant(locked, actor=None)
    return locked


def _certified_days(stay: Mobility, kind: str, certified_on: date | None) -> dict[str, date]:
    """The day of presence that a certificate gives, by its column; {} for other papers."""
    if kind not in CERTIFIED:
        return {}
    if certified_on is None:
        raise ValidationError({"certified_on": _("Say the day that the certificate says.")})
    certified = {CERTIFIED[kind]: certified_on}
    _check_days(stay, certified)
    return certified


def _check_days(stay: Mobility, given: dict):
    """Presence lies in the past, in its order, near the days planned, and belongs to a stay that goes on."""
    if stay.state not in MobilityState.open:
        raise ValidationError({"certified_on": _("The stay is “%(state)s”.") % {"state": stay.get_state_display()}})
    arrived_on, left_on = (given.get(name, getattr(stay, name)) for name in ("arrived_on", "left_on"))
    if any(day > timezone.localdate() for day in given.values()):
        raise ValidationError({"certified_on": _("The day lies in the future.")})
    if left_on and not arrived_on:
        raise ValidationError({"certified_on": _("Record the arrival first.")})
    if left_on and left_on < arrived_on:
        raise ValidationError({"certified_on": _("The person left before they arrived.")})
    if any(not stay.starts_on - FARTHEST <= day <= stay.ends_on + FARTHEST for day in given.values()):
        raise ValidationError({"certified_on": _("This day is more than a year away from the days planned.")})
    if arrived_on and not left_on and arrived_on > stay.ends_on:
        sentence = _("The stay is planned until %(day)s: change its days first.")
        raise ValidationError({"certified_on": sentence % {"day": date_format(stay.ends_on)}})
