"""Every write to the documents of an agreement."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement, Document
from agreements.services.signatures import conclude_if_complete
from core import history
from core.errors import PortalError, RightMissing
from core.private_files import check_upload

CHANGE = "agreements.change_agreement"


@transaction.atomic
def attach_document(agreement: Agreement, *, actor, upload, **fields) -> Document:
    """Keep ``upload`` as a document of the agreement; one of the same title becomes its next version.

    Raises ``PortalError`` when the file is of no accepted kind, empty, too large, or not what its name says.
    """
    checked = check_upload(upload)
    _require(actor, agreement)
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)  # two uploads of one title get two versions
    earlier = agreement.documents.filter(title=fields.get("title")).aggregate(latest=Max("version"))["latest"]
    document = Document(
        agreement=agreement,
        file=upload,
        original_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        version=(earlier or 0) + 1,
        uploaded_by=actor,
        **fields,
    )
    with history.action("document.attach", actor=actor, right=CHANGE, about=agreement):
        document.full_clean(exclude=["file"])
        document.save()
    conclude_if_complete(locked)
    return document


@transaction.atomic
def update_document(document: Document, *, actor, **fields) -> Document:
    """Change what is said about a document (title, kind, who may read it, review date); never its file."""
    _require(actor, document.agreement)
    agreement = Agreement.objects.select_for_update().get(pk=document.agreement_id)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    for name, value in fields.items():
        setattr(locked, name, value)
    with history.action("document.change", actor=actor, right=CHANGE, about=document.agreement):
        locked.full_clean(exclude=["file"])
        locked.save(update_fields=list(fields))
    conclude_if_complete(agreement)
    return locked


@transaction.atomic
def note_review(document: Document, *, actor, due_on: date, next_on: date | None = None) -> Document:
    """Note that the review of ``due_on`` has been made, and that the next is on ``next_on`` (None: there is none).

    Raises ``RightMissing``, and ``PortalError`` where that review does not wait (any more): it is noted once.
    """
    _require(actor, document.agreement)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if locked.review_on != due_on:
        raise PortalError(_("This review is noted already, or its date has moved. Nothing was changed."))
    if next_on is not None and next_on <= timezone.localdate():
        raise ValidationError({"review_on": _("The next review is a day to come.")})
    locked.review_on = next_on
    with history.action("document.review", actor=actor, right=CHANGE, about=document.agreement):
        locked.save(update_fields=["review_on"])
    return locked


@transaction.atomic
def remove_document(document: Document, *, actor, note: str):
    """Take a document away, and its file once the transaction stands; history keeps its name and checksum."""
    _require(actor, document.agreement)
    storage, name = document.file.storage, document.file.name
    with history.action("document.remove", actor=actor, note=note, right=CHANGE, about=document.agreement):
        document.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _require(actor, agreement):
    if actor is not None and not actor.has_perm(CHANGE, agreement):
        raise RightMissing(_("You do not have the right to change the documents of this agreement."))
