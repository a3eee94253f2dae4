"""The one door for tables from outside: bytes in, a ``Table`` or one clear sentence out."""

from pathlib import Path

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.spreadsheets.delimited import read_delimited
from core.spreadsheets.table import Table, UnreadableFile, table_from
from core.spreadsheets.workbooks import read_workbook

WORKBOOK_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")  # a ZIP (XLSX, ODS), its empty form, old XLS
FOREIGN_BEGINNINGS = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\x1f\x8b": "GZIP",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"{\\rtf": "RTF",
    b"\x7fELF": "ELF",
    b"MZ": "EXE",
}
MARKUP_BEGINNINGS = (b"<!doctype", b"<html", b"<?xml")


def read_table(data: bytes) -> Table:
    """The table in ``data``, whatever the file was called. Raises ``UnreadableFile``."""
    refuse_size(len(data))
    _refuse_foreign(data)
    if data.startswith(WORKBOOK_BEGINNINGS):
        records, sheet = read_workbook(data)
        return table_from(records, sheet=sheet)
    records, encoding = read_delimited(data)
    return table_from(records, encoding=encoding)


def read_table_file(path: str | Path) -> Table:
    """As ``read_table``, for a file named on the command line."""
    return read_table(read_bytes(path))


def read_bytes(path: str | Path) -> bytes:
    """The content of a file named on the command line; its size is asked before it is read."""
    try:
        refuse_size(Path(path).stat().st_size)
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableFile(
            _("The file “%(path)s” cannot be read: %(why)s.") % {"path": path, "why": error.strerror}
        ) from error


def refuse_size(size: int):
    """Raise ``UnreadableFile`` for an empty file or one over the upload limit."""
    if not size:
        raise UnreadableFile(_("The file is empty."))
    if size > settings.UPLOAD_LIMIT_BYTES:
        raise UnreadableFile(
            _("The file has %(size)s; at most %(limit)s can be taken.")
            % {"size": filesizeformat(size), "limit": filesizeformat(settings.UPLOAD_LIMIT_BYTES)}
        )


def _refuse_foreign(data: bytes):
    for beginning, kind in FOREIGN_BEGINNINGS.items():
        if data.startswith(beginning):
            raise UnreadableFile(
                _("This is a %(kind)s file, whatever its name says. Please give a table: XLSX, XLS, ODS or CSV.")
                % {"kind": kind}
            )
    if data.lstrip()[:20].lower().startswith(MARKUP_BEGINNINGS):
        raise UnreadableFile(_("This is a web page or XML, not a table. Please give XLSX, XLS, ODS or CSV."))
