"""A Word file as an archive of parts: unpacked in bounds, read without entities, fetching nothing."""

import io
import re
import zipfile
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from lxml import etree

from agreements.letters import refusals
from core.errors import PortalError

MOST_UNPACKED = 25 * 1024 * 1024
MOST_TEXT = 3 * 1024 * 1024  # of the parts that hold text, unpacked

TEXT_PARTS = re.compile(r"(word|docProps)/[\w/]+\.xml")
FROM_ELSEWHERE = re.compile(r"^(https?:|ftp:|\\\\|//|file://[^/])", re.IGNORECASE)


def texts_of(upload: BinaryIO) -> dict[str, bytes]:
    """The parts that hold text, by name. Raises ``PortalError`` where they are too large, or fetch from elsewhere."""
    with zipfile.ZipFile(upload) as archive:
        parts = archive.infolist()
        wanted = [part for part in parts if TEXT_PARTS.fullmatch(part.filename)]
        links = [part for part in parts if part.filename.endswith(".rels")]
        text = sum(part.file_size for part in (*wanted, *links))
        if text > MOST_TEXT or sum(part.file_size for part in parts) > MOST_UNPACKED:
            words = {"limit": filesizeformat(MOST_TEXT)}
            raise PortalError(_("This template is too large: its text may take %(limit)s unpacked.") % words)
        for part in links:
            _refuse_fetching(archive.read(part))
        return {part.filename: archive.read(part) for part in wanted}


def parsed(xml: bytes) -> etree._Element:
    """Without entities: they are how a small file becomes a large one, and reads others."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise refusals.is_damaged()
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _refuse_fetching(links: bytes):
    """A letter that fetches something when it is opened would tell others who reads it, or bring in what it likes."""
    for link in parsed(links):
        is_hyperlink = link.get("Type", "").endswith("/hyperlink")
        target = link.get("Target", "")
        if link.get("TargetMode") == "External" and not is_hyperlink and FROM_ELSEWHERE.match(target):
            raise refusals.fetches_from(target)


def timeless(content: bytes) -> bytes:
    """The same file without the hour at which its parts were packed: what says the same is the same to the byte."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.infolist():
            target.writestr(zipfile.ZipInfo(part.filename), source.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
