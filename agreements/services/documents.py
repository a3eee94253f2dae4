"""Every write to the documents of an agreement."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agreements.enums import DocumentKind, Visibility
from agreements.models import Agreement, Document
from agreements.services.signatures import conclude_if_complete
from core import history
from core.errors import PortalError, RightMissing
from core.private_files import CheckedFile, check_upload

CHANGE = "agreements.change_agreement"


@transaction.atomic
def attach_document(agreement: Agreement, *, actor, upload, version_note: str = "", **fields) -> Document:
    """Keep ``upload`` as a document of the agreement; one of the same title becomes its next version.

    Raises ``PortalError`` when the file is of no accepted kind, empty, too large, or not what its name says, and
    ``ValidationError`` by ``version_note`` where it would replace the signed copy without a reason.
    """
    _require(actor, agreement)
    checked = check_upload(upload)
    locked = Agreement.objects.select_for_update().get(pk=agreement.pk)  # two uploads of one title get two versions
    earlier = locked.documents.current().filter(title=fields.get("title")).first()
    made = Document(agreement=agreement, version_note=version_note, **fields)
    return _keep(made, checked, upload, earlier, actor)


@transaction.atomic
def replace_document(document: Document, *, actor, upload, version_note: str = "") -> Document:
    """Keep ``upload`` as the next version of ``document``; what is said about it is taken over.

    Raises as ``attach_document`` does, and ``PortalError`` where ``document`` is not the current version any more.
    """
    _require(actor, document.agreement)
    checked = check_upload(upload)
    agreement = Agreement.objects.select_for_update().get(pk=document.agreement_id)
    current = agreement.documents.filter(pk=document.pk, is_current=True).first()
    if current is None:
        raise PortalError(_("Somebody has added a newer version or removed this one. Look at it first."))
    taken_over = {name: getattr(current, name) for name in ("title", "kind", "language", "visibility", "review_on")}
    made = Document(agreement=agreement, version_note=version_note, **taken_over)
    return _keep(made, checked, upload, current, actor)


def _keep(made: Document, checked: CheckedFile, upload, earlier: Document | None, actor) -> Document:
    """Write the file as a new document, or as the version after ``earlier``. The agreement is locked."""
    if earlier:
        _check_next(earlier, checked, made.version_note)
        made.series, made.version = earlier.series, earlier.version + 1
    made.file, made.original_name, made.content_type = upload, checked.name, checked.content_type
    made.size, made.sha256, made.uploaded_by = checked.size, checked.sha256, actor
    made.full_clean(exclude=["file"], validate_constraints=False)
    code = "document.replace" if earlier else "document.attach"
    with history.action(code, actor=actor, note=made.version_note, right=CHANGE, about=made.agreement):
        if earlier:
            Document.objects.filter(pk=earlier.pk).update(is_current=False)
        made.save()
    conclude_if_complete(made.agreement)
    return made


def _check_next(earlier: Document, checked: CheckedFile, version_note: str):
    """A new version is another file; the signed copy binds people, and does not change without a word."""
    if checked.sha256 == earlier.sha256:
        words = {"version": earlier.version}
        raise PortalError(_("This is the very file that is kept as version %(version)s. Nothing was changed.") % words)
    if earlier.kind == DocumentKind.SIGNED_COPY and not version_note.strip():
        sentence = _("This would replace the signed copy “%(document)s” of %(day)s. Say why.") % {
            "document": earlier.title,
            "day": date_format(timezone.localdate(earlier.uploaded_at)),
        }
        raise ValidationError({"version_note": sentence})


@transaction.atomic
def update_document(document: Document, *, actor, **fields) -> Document:
    """Change what is said about a document (title, kind, who may read it, review date); never its file.

    Raises ``PortalError`` for an earlier version: it stays as it was.
    """
    _require(actor, document.agreement)
    agreement = Agreement.objects.select_for_update().get(pk=document.agreement_id)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    if not locked.is_current:
        raise PortalError(_("There is a newer version of this document: only that one is described anew."))
    for name, value in fields.items():
        setattr(locked, name, value)
    with history.action("document.change", actor=actor, right=CHANGE, about=document.agreement):
        locked.full_clean(exclude=["file"], validate_constraints=False)
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
    """Take one version of a document away, and its file once the transaction stands.

    History keeps its name and checksum. Where it was the current one, the version before takes its place, and is
    read by nobody who could not read this one.
    """
    _require(actor, document.agreement)
    agreement = Agreement.objects.select_for_update().get(pk=document.agreement_id)
    locked = Document.objects.select_for_update().get(pk=document.pk)
    storage, name = locked.file.storage, locked.file.name
    with history.action("document.remove", actor=actor, note=note, right=CHANGE, about=agreement):
        locked.delete()
        if locked.is_current:
            _bring_back(locked)
    transaction.on_commit(lambda: storage.delete(name))


def _bring_back(removed: Document):
    before = Document.objects.filter(series=removed.series).order_by("-version").first()
    if before:
        before.is_current = True
        before.visibility = min(before.visibility, removed.visibility, key=Visibility.values.index)
        before.save(update_fields=["is_current", "visibility"])


def _require(actor, agreement):
    if actor is not None and not actor.has_perm(CHANGE, agreement):
        raise RightMissing(_("You do not have the right to change the documents of this agreement."))
