"""Every write to what came out of an activity, and to the files that show it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities import doi
from cooperation.activities.enums import OutputKind
from cooperation.activities.keeping_rights import lock_activity
from cooperation.locks import lock_part
from cooperation.models import Activity, ActivityDocument, Output
from cooperation.rights import CHANGE
from core import history
from core.errors import PortalError
from core.private_files import check_upload

history.describe("activity.output", gettext_noop("entered a result"))
history.describe("activity.output_change", gettext_noop("changed a result"))
history.describe("activity.output_remove", gettext_noop("removed a result"))
history.describe("activity.document", gettext_noop("kept a document"))
history.describe("activity.document_change", gettext_noop("changed or replaced a document"))
history.describe("activity.document_remove", gettext_noop("removed a document"))


@transaction.atomic
def add_output(activity: Activity, *, actor, **fields) -> Output:
    """A result, also of an activity that is reported: publications come later. ``doi`` as people write it.

    Raises ``ValidationError`` for a DOI that is none, or that the activity has already.
    """
    locked = lock_activity(activity, actor, also_when_over=True)
    output = Output(activity=locked)
    _fill(output, fields)
    with history.action("activity.output", actor=actor, right=CHANGE, about=locked):
        output.save()
    return output


@transaction.atomic
def change_output(output: Output, *, actor, **fields) -> Output:
    """Write the given fields of a result. Raises as ``add_output`` does."""
    activity = lock_activity(output.activity, actor, also_when_over=True)
    locked = lock_part(activity.outputs, output.pk)
    _fill(locked, fields)
    with history.action("activity.output_change", actor=actor, right=CHANGE, about=activity):
        locked.save(update_fields=list(fields))
    return locked


@transaction.atomic
def remove_output(output: Output, *, actor):
    activity = lock_activity(output.activity, actor, also_when_over=True)
    with history.action("activity.output_remove", actor=actor, right=CHANGE, about=activity):
        lock_part(activity.outputs, output.pk).delete()


def _fill(output: Output, fields: dict):
    for name, value in fields.items():
        setattr(output, name, value)
    try:
        output.doi = doi.normalised(output.doi)
    except ValidationError as error:
        raise ValidationError({"doi": error.messages}) from error
    if output.doi and output.kind not in (OutputKind.PUBLICATION, OutputKind.DATA):
        raise ValidationError({"doi": _("Publications and data have a DOI.")})
    output.full_clean()


@transaction.atomic
def add_document(activity: Activity, *, actor, upload, **fields) -> ActivityDocument:
    """Keep a private file. Raises ``FileRefused`` for one that is not what its name says."""
    locked = lock_activity(activity, actor, also_when_over=True)
    document = ActivityDocument(activity=locked, uploaded_by=actor, **fields)
    _take(document, upload)
    document.full_clean()
    with history.action("activity.document", actor=actor, right=CHANGE, about=locked):
        document.save()
    return document


@transaction.atomic
def change_document(document: ActivityDocument, *, actor, upload=None, **fields) -> ActivityDocument:
    """Change what is said of it, or replace its file (``upload``); a file that was replaced is deleted."""
    activity = lock_activity(document.activity, actor, also_when_over=True)
    locked = ActivityDocument.objects.select_for_update(of=("self",)).get(pk=document.pk, activity=activity)
    replaced, storage = locked.file.name if upload else "", locked.file.storage
    for name, value in fields.items():
        setattr(locked, name, value)
    if upload:
        _take(locked, upload)
        locked.uploaded_by = actor
    locked.full_clean(exclude=["file"])
    with history.action("activity.document_change", actor=actor, right=CHANGE, about=activity):
        locked.save()
    if replaced:
        transaction.on_commit(lambda: storage.delete(replaced))
    return locked


def _take(document: ActivityDocument, upload):
    checked = check_upload(upload)
    document.file, document.original_name, document.content_type = upload, checked.name, checked.content_type
    document.size, document.sha256 = checked.size, checked.sha256


@transaction.atomic
def remove_document(document: ActivityDocument, *, actor, note: str):
    """Delete it and its file; the history keeps its title, its checksum and the reason."""
    activity = lock_activity(document.activity, actor, also_when_over=True)
    locked = lock_part(activity.documents, document.pk)
    if not note.strip():
        raise PortalError(_("Please say why in a few words."))
    name, storage = locked.file.name, locked.file.storage
    with history.action("activity.document_remove", actor=actor, note=note, right=CHANGE, about=activity):
        locked.delete()
    transaction.on_commit(lambda: storage.delete(name))
