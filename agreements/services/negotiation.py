"""Every write to the negotiation log: what happened with the partner, and whose turn it is since then."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import AgreementState, DocumentKind, EntryKind, Passing, Turn
from agreements.models import Agreement, Document, NegotiationEntry
from agreements.services.documents import attach_document
from core import history
from core.errors import PortalError, RightMissing
from partners.models import Contact

CHANGE = "agreements.change_agreement"


@dataclass(frozen=True)
class EntryValues:
    """One entry as a form gives it. ``upload`` is a new file, kept as a document of the agreement."""

    kind: str
    on: date
    text: str = ""
    contact: Contact | None = None
    with_whom: str = ""
    documents: Collection[Document] = ()
    upload: Any = None


@transaction.atomic
def log_entry(agreement: Agreement, *, actor, given: EntryValues, passes_to: str = "") -> NegotiationEntry:
    """Write what happened, and pass the turn in the same act (``Passing``; empty: it stays as it is).

    Raises ``RightMissing``, ``PortalError`` for an agreement that is over or a file that is none, and
    ``ValidationError`` by field for a day to come or an earlier day than the present turn's.
    """
    locked = _lock(agreement, actor)
    _check(locked, given, passes_to)
    with history.action("agreement.negotiation", actor=actor, right=CHANGE, about=locked):
        entry = NegotiationEntry(agreement=locked, written_by=actor, passes_to=passes_to)
        _write(entry, given, actor)
        if passes_to:
            _pass_turn(locked, given, passes_to)
        locked.last_reminded_on = _last_reminder(locked)
        locked.save(update_fields=["turn", "turn_since", "last_reminded_on", "updated_at"])
    return entry


@transaction.atomic
def correct_entry(entry: NegotiationEntry, *, actor, given: EntryValues) -> NegotiationEntry:
    """Write an entry anew, within a day and by its author alone; whose turn it became stays as it is."""
    locked = _lock(entry.agreement, actor)
    entry = NegotiationEntry.objects.select_for_update().get(pk=entry.pk)
    if not entry.may_be_corrected_by(actor):
        raise RightMissing(_("An entry is corrected by who wrote it, within a day."))
    _check(locked, given, "")
    with history.action("agreement.negotiation_corrected", actor=actor, right=CHANGE, about=locked):
        _write(entry, given, actor)
        locked.last_reminded_on = _last_reminder(locked)
        locked.save(update_fields=["last_reminded_on"])
    return entry


@transaction.atomic
def note_reminder(agreement: Agreement, *, actor, on: date | None = None) -> NegotiationEntry:
    """Note in one press that the partner was reminded today; once a day, and while it is the partner's turn."""
    on = on or timezone.localdate()
    locked = _lock(agreement, actor)
    if locked.turn != Turn.PARTNER:
        raise PortalError(_("It is not the partner’s turn any more. Nothing was noted."))
    if locked.negotiation_entries.filter(kind=EntryKind.REMINDER, on=on).exists():
        raise PortalError(_("A reminder is noted for today already."))
    return log_entry(locked, actor=actor, given=EntryValues(EntryKind.REMINDER, on))


def _lock(agreement: Agreement, actor) -> Agreement:
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if actor is not None and not actor.has_perm(CHANGE, locked):
        raise RightMissing(_("You do not have the right to keep the negotiation log of this agreement."))
    if locked.state in AgreementState.over:
        raise PortalError(_("This agreement is over: nothing is negotiated any more."))
    return locked


def _check(agreement: Agreement, given: EntryValues, passes_to: str):
    errors = {}
    if given.on > timezone.localdate():
        errors["on"] = _("This day is still to come.")
    if passes_to and agreement.turn_since and given.on < agreement.turn_since:
        day = date_format(agreement.turn_since, "DATE_FORMAT")
        errors["passes_to"] = _(
            "Whose turn it is was noted for %(day)s, later than this day: let it stay as it is."
        ) % {"day": day}
    if given.kind == EntryKind.NOTE and not given.text.strip():
        errors["text"] = _("Write the note.")
    own = set(agreement.documents.values_list("pk", flat=True)) if given.documents else set()
    if any(document.pk not in own for document in given.documents):
        errors["documents"] = _("Choose documents of this agreement.")
    if errors:
        raise ValidationError(errors)


def _write(entry: NegotiationEntry, given: EntryValues, actor):
    entry.kind, entry.on, entry.text = given.kind, given.on, given.text.strip()
    entry.contact, entry.with_whom = given.contact, given.with_whom.strip()
    entry.full_clean(exclude=["agreement", "written_by"], validate_constraints=False)
    entry.save()
    documents = list(given.documents)
    if given.upload:
        documents.append(_attach(entry, given, actor))
    entry.documents.set(documents)


def _attach(entry: NegotiationEntry, given: EntryValues, actor) -> Document:
    is_draft = given.kind == EntryKind.SENT_DRAFT
    kind = DocumentKind.DRAFT if is_draft else DocumentKind.CORRESPONDENCE
    title = given.upload.name.rpartition(".")[0].strip()[:200] or given.upload.name[:200]
    return attach_document(entry.agreement, actor=actor, upload=given.upload, title=title, kind=kind)


def _last_reminder(agreement: Agreement) -> date | None:
    reminders = agreement.negotiation_entries.filter(kind=EntryKind.REMINDER)
    return reminders.aggregate(last=Max("on"))["last"]


def _pass_turn(agreement: Agreement, given: EntryValues, passes_to: str):
    """Since the day of the entry; who had the turn already keeps it since then, unless something new was sent."""
    turn = "" if passes_to == Passing.NOBODY else passes_to
    if turn != agreement.turn or given.kind in EntryKind.fresh:
        agreement.turn, agreement.turn_since = turn, given.on if turn else None
