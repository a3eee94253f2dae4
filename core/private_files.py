"""Private files: kept under a name nobody can guess, checked by content, served after a question of rights."""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core import file_contents
from core.errors import FileRefused, PortalError

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

# Names under which a program travels: said as such, because "not accepted" would help nobody.
WITH_MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlsb", ".pptm"}

# What a browser may show by itself, and what such a page may then do: nothing.
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}
SHOWN_POLICY = "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'none'"


@dataclass(frozen=True)
class CheckedFile:
    """What an accepted upload turned out to be. ``size`` in bytes."""

    name: str
    content_type: str
    size: int
    sha256: str


def is_shown_inline(content_type: str) -> bool:
    """Whether a browser may show such a file by itself: PDF and images, nothing else."""
    return content_type in SHOWN_INLINE


def bare_name(given) -> str:
    """What a file is called, without a path, without characters that print nothing, ending as it ended."""
    name = PurePath("".join(sign for sign in str(given).replace("\\", "/") if sign.isprintable())).name.strip()
    return name if len(name) <= 200 else name[:180] + PurePath(name).suffix[:20]


def private_upload_path(instance, filename: str) -> str:
    """A path without a trace of what people called the file; the name is kept in the row."""
    name = uuid.uuid4().hex
    return f"{instance._meta.model_name}s/{name[:2]}/{name}{PurePath(filename).suffix.lower()[:10]}"


def check_upload(upload) -> CheckedFile:
    """Accept ``upload`` or raise ``FileRefused`` with a sentence that says what would be accepted."""
    try:
        return _checked(upload)
    except PortalError as error:
        raise FileRefused(error.sentence) from error


def _checked(upload) -> CheckedFile:
    name = bare_name(upload.name)
    suffix = PurePath(name).suffix.lower()
    if suffix in WITH_MACROS:
        raise file_contents.has_macros()
    if suffix not in ACCEPTED:
        raise _not_accepted(suffix)
    if upload.size == 0:
        raise PortalError(_("The file is empty."))
    if upload.size > settings.UPLOAD_LIMIT_BYTES:
        limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        raise PortalError(_("The file is too large: at most %(limit)s are accepted.") % {"limit": limit})
    _check_content(upload, suffix)
    return CheckedFile(name=name, content_type=ACCEPTED[suffix][0], size=upload.size, sha256=_sha256(upload))


def _not_accepted(suffix: str) -> PortalError:
    kinds = {"kinds": ", ".join(sorted(known.lstrip(".").upper() for known in ACCEPTED))}
    if suffix:
        return PortalError(_("A file of this kind is not accepted. Accepted are: %(kinds)s.") % kinds)
    return PortalError(_("The name of the file does not end in what it is. Accepted are: %(kinds)s.") % kinds)


def _check_content(upload, suffix: str):
    """Nobody is believed about what a file is: its first bytes, and what it holds, must agree with its name."""
    beginnings = ACCEPTED[suffix][1]
    upload.seek(0)
    begins_well = upload.read(16).startswith(beginnings) if beginnings else True
    upload.seek(0)
    if not begins_well:
        raise file_contents.not_what_it_says(suffix)
    if suffix != ".pdf":
        file_contents.check_no_pdf_inside(upload)
    if suffix in file_contents.MAIN_PARTS:
        file_contents.check_archive(upload, suffix)
    elif suffix == ".doc":
        file_contents.check_binary_word(upload)
    elif suffix == ".txt":
        file_contents.check_text(upload)
    else:
        file_contents.check_no_second_face(upload, size=upload.size)


def _sha256(upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def download_response(document, *, is_shown: bool = False) -> FileResponse:
    """Send a stored file as a download: never run inside our own pages, never cached by others.

    ``document`` has ``file``, ``original_name`` and ``content_type``. The caller has asked ``visible_to``. With
    ``is_shown`` the browser may show a PDF or an image by itself, on a page that may do nothing else.
    """
    is_shown = is_shown and is_shown_inline(document.content_type)
    response = FileResponse(
        document.file.open("rb"),
        as_attachment=not is_shown,
        filename=document.original_name,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SHOWN_POLICY
    return response
