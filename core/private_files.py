"""Private files: kept under a name nobody can guess, checked by content, served after a question of rights."""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.errors import PortalError

# Extension → (content type, the bytes such a file begins with; none where text may begin with anything).
ACCEPTED = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    ".odt": ("application/vnd.oasis.opendocument.text", (b"PK\x03\x04",)),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", (b"PK\x03\x04",)),
    ".doc": ("application/msword", (b"\xd0\xcf\x11\xe0",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".txt": ("text/plain", ()),
}


@dataclass(frozen=True)
class CheckedFile:
    """What an accepted upload turned out to be. ``size`` in bytes."""

    name: str
    content_type: str
    size: int
    sha256: str


def private_upload_path(instance, filename: str) -> str:
    """A path without a trace of what people called the file; the name is kept in the row."""
    name = uuid.uuid4().hex
    return f"{instance._meta.model_name}s/{name[:2]}/{name}{PurePath(filename).suffix.lower()[:10]}"


def check_upload(upload) -> CheckedFile:
    """Accept ``upload`` or raise ``PortalError`` with a sentence that says what would be accepted."""
    name = PurePath(str(upload.name).replace("\\", "/").replace("\x00", "")).name[:200]
    suffix = PurePath(name).suffix.lower()
    if suffix not in ACCEPTED:
        kinds = ", ".join(sorted(suffix.lstrip(".").upper() for suffix in ACCEPTED))
        raise PortalError(_("A file of this kind is not accepted. Accepted are: %(kinds)s.") % {"kinds": kinds})
    if upload.size == 0:
        raise PortalError(_("The file is empty."))
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        raise PortalError(_("The file is too large: at most %(limit)s are accepted.") % {"limit": limit})
    content_type, beginnings = ACCEPTED[suffix]
    _check_beginning(upload, suffix, beginnings)
    return CheckedFile(name=name, content_type=content_type, size=upload.size, sha256=_sha256(upload))


def _check_beginning(upload, suffix, beginnings):
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    is_binary_text = not beginnings and b"\x00" in start
    if is_binary_text or (beginnings and not start.startswith(beginnings)):
        raise PortalError(
            _("The file is called %(suffix)s but its content is something else.")
            % {"suffix": suffix.lstrip(".").upper()}
        )


def _sha256(upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def download_response(document) -> FileResponse:
    """Send a stored file as a download: never shown inside our own pages, never cached by others.

    ``document`` has ``file``, ``original_name`` and ``content_type``. The caller has asked ``visible_to``.
    """
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=document.original_name,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
