"""What a file really is, by its bytes: looked at in bounded steps, because the file may have been made to do harm.

Nothing is unpacked but the small tables that say what an archive holds. Each check raises ``PortalError`` with a
sentence for the person who chose the file.
"""

import zipfile
import zlib
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.errors import PortalError

MOST_PARTS = 2_000
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
MOST_TABLE_BYTES = 1024 * 1024  # of the list of what an archive holds, and of the list of its kinds
END_OF_ARCHIVE = b"PK\x05\x06"
HUGE_ARCHIVE = b"PK\x06\x07"  # stands before the end where a second table outranks the first
FARTHEST_END = 22 + 65_535  # an archive ends with this mark, 18 bytes more, and a comment
CHUNK = 1024 * 1024

# What an archive of each kind must hold.
MAIN_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml", ".ods": "content.xml"}
OPEN_DOCUMENTS = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
PROGRAMS_IN_OFFICE = ("vbaproject", "activex", "macrosheets/")
PROGRAMS_IN_OPEN = ("basic/", "scripts/")
VBA_IN_BINARY = "_VBA_PROJECT".encode("utf-16-le")
TEXT_IN_BINARY = "WordDocument".encode("utf-16-le")
FOREIGN_BEGINNINGS = (b"MZ", b"PK\x03\x04", b"\x7fELF", b"\xd0\xcf\x11\xe0", b"#!", b"\x89PNG", b"\xff\xd8\xff")

DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def check_archive(upload: BinaryIO, suffix: str):
    """An office file: a whole archive of bounded size, of the kind its name says, without programs in it."""
    _check_table(upload, suffix)
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            _check_parts(parts, suffix)
            _check_kinds(archive, suffix)
    except (*DAMAGED, UnicodeDecodeError) as error:
        raise PortalError(_("The file is damaged: it cannot be opened.")) from error
    finally:
        upload.seek(0)


def check_binary_word(upload: BinaryIO):
    """A Word file of the old kind: it holds a text, and no macros."""
    if not _holds(upload, TEXT_IN_BINARY):
        raise not_what_it_says(".doc")
    if _holds(upload, VBA_IN_BINARY):
        raise has_macros()


def check_text(upload: BinaryIO):
    """Text has no zero bytes, and does not begin as a program, a picture or an archive does."""
    upload.seek(0)
    begins = upload.read(16)
    if begins.startswith(FOREIGN_BEGINNINGS) or _holds(upload, b"\x00"):
        raise not_what_it_says(".txt")


def check_no_second_face(upload: BinaryIO, *, size: int):
    """A PDF or picture that an archive program would open, too, is two files in one: nobody makes that by accident."""
    upload.seek(max(0, size - FARTHEST_END))
    tail = upload.read(FARTHEST_END)
    upload.seek(0)
    place = tail.rfind(END_OF_ARCHIVE)
    if place >= 0 and len(tail) - place >= 22:
        comment = int.from_bytes(tail[place + 20 : place + 22], "little")
        if place + 22 + comment == len(tail):
            raise two_in_one()


def check_no_pdf_inside(upload: BinaryIO):
    """Programs take a file for a PDF when its mark stands anywhere in the first kilobyte."""
    upload.seek(0)
    start = upload.read(1024)
    upload.seek(0)
    if b"%PDF-" in start:
        raise two_in_one()


def not_what_it_says(suffix: str) -> PortalError:
    words = {"suffix": suffix.lstrip(".").upper()}
    return PortalError(_("The file is called %(suffix)s but its content is something else.") % words)


def has_macros() -> PortalError:
    return PortalError(
        _("The file contains macros, that is, programs, and is not accepted. Save it without macros, as DOCX or PDF.")
    )


def two_in_one() -> PortalError:
    return PortalError(_("The file is two kinds of file at once. Save it anew with the program it was made with."))


def too_much_inside() -> PortalError:
    words = {"limit": filesizeformat(MOST_UNPACKED_BYTES)}
    return PortalError(_("The file unpacks to more than %(limit)s or holds too many parts, and is not opened.") % words)


def _check_table(upload, suffix):
    """The end of the archive tells how long its table is: asked before anybody reads the table."""
    upload.seek(0, 2)
    size = upload.tell()
    upload.seek(max(0, size - FARTHEST_END))
    tail = upload.read(FARTHEST_END)
    upload.seek(0)
    place = tail.rfind(END_OF_ARCHIVE)
    if place < 0 or len(tail) - place < 22:
        raise PortalError(_("The file is damaged: it cannot be opened."))
    parts = int.from_bytes(tail[place + 10 : place + 12], "little")
    table = int.from_bytes(tail[place + 12 : place + 16], "little")
    if parts > MOST_PARTS or table > MOST_TABLE_BYTES or tail[max(0, place - 20) : place].startswith(HUGE_ARCHIVE):
        raise too_much_inside()


def _check_parts(parts: list[zipfile.ZipInfo], suffix: str):
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise too_much_inside()
    if any(part.flag_bits & 0x1 for part in parts):
        raise PortalError(_("The file is protected by a password, and nobody could read it here: take it off."))
    if MAIN_PARTS[suffix] not in names:
        raise not_what_it_says(suffix)
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise PortalError(_("The file is damaged: it cannot be opened."))
    if any(_is_program(name.casefold(), suffix) for name in names):
        raise has_macros()


def _is_program(name: str, suffix: str) -> bool:
    if suffix in OPEN_DOCUMENTS:
        return name.startswith(PROGRAMS_IN_OPEN)
    return any(program in name for program in PROGRAMS_IN_OFFICE)


def _leads_out(name: str) -> bool:
    """Whether unpacking would write somewhere else than asked."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _check_kinds(archive: zipfile.ZipFile, suffix: str):
    """What the archive says of itself: its main part is of the kind the name promises, and nothing is a program."""
    if suffix in OPEN_DOCUMENTS:
        if _beginning(archive, "mimetype").strip() != OPEN_DOCUMENTS[suffix]:
            raise not_what_it_says(suffix)
        return
    kinds = _beginning(archive, "[Content_Types].xml").decode("utf-8", errors="replace").casefold()
    if "macroenabled" in kinds or "vbaproject" in kinds:
        raise has_macros()
    main = {".docx": "wordprocessingml.document.main", ".xlsx": "spreadsheetml.sheet.main"}[suffix]
    if main not in kinds:
        raise not_what_it_says(suffix)


def _beginning(archive: zipfile.ZipFile, name: str) -> bytes:
    """At most a megabyte of a part, whatever size it declares."""
    try:
        with archive.open(name) as part:
            return part.read(MOST_TABLE_BYTES)
    except KeyError:
        return b""


def _holds(upload: BinaryIO, wanted: bytes) -> bool:
    """Whether the bytes occur anywhere, in constant memory."""
    upload.seek(0)
    kept = b""
    found = False
    while not found and (chunk := upload.read(CHUNK)):
        found = wanted in kept + chunk
        kept = chunk[1 - len(wanted) :] if len(wanted) > 1 else b""
    upload.seek(0)
    return found
