"""Every write to the private files of a network."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from core.private_files import check_upload
from networks.models import Network, NetworkDocument
from networks.querysets import CHANGE
from networks.services.networks import require_change
from networks.services.rows import locked_row, remove_row


@transaction.atomic
def add_document(network: Network, *, actor, upload, **fields) -> NetworkDocument:
    """Keep a file. Raises ``FileRefused`` for one that is not what its name says, ``ValidationError``."""
    require_change(actor)
    if not upload:
        raise ValidationError({"file": _("Choose a file.")})
    document = NetworkDocument(network=network, uploaded_by=actor, **fields)
    _take(document, upload)
    document.full_clean(exclude=["file"])
    with history.action("network.document", actor=actor, right=CHANGE):
        document.save()
    return document


@transaction.atomic
def change_document(document: NetworkDocument, *, actor, upload=None, **fields) -> NetworkDocument:
    """Change what is said of it, or replace its file (``upload``); a file that was replaced is deleted."""
    locked = locked_row(document, actor=actor)
    replaced, storage = locked.file.name if upload else "", locked.file.storage
    for name, value in fields.items():
        setattr(locked, name, value)
    if upload:
        _take(locked, upload)
        locked.uploaded_by = actor
    locked.full_clean(exclude=["file"])
    with history.action("network.document_change", actor=actor, right=CHANGE):
        locked.save()
    if replaced:
        transaction.on_commit(lambda: storage.delete(replaced))
    return locked


@transaction.atomic
def remove_document(document: NetworkDocument, *, actor, note: str):
    """Delete it and its file; the history keeps its title, its checksum and the reason."""
    if not note.strip():
        raise PortalError(_("Please say why in a few words."))
    name, storage = document.file.name, document.file.storage
    remove_row(document, actor=actor, code="network.document_remove", note=note)
    transaction.on_commit(lambda: storage.delete(name))


def _take(document: NetworkDocument, upload):
    checked = check_upload(upload)
    document.file, document.original_name, document.content_type = upload, checked.name, checked.content_type
    document.size, document.sha256 = checked.size, checked.sha256
