"""Names of files in a parcel: plain letters that every system and ``sha256sum -c`` reads, and people too."""

import re
from pathlib import PurePath

from anyascii import anyascii

LONGEST = 60
NOT_PLAIN = re.compile(r"[^A-Za-z0-9.]+")
SUFFIX = re.compile(r"\.[a-z0-9]{1,9}")


def plain(text: str, longest: int = LONGEST) -> str:
    """``text`` in letters, digits, dots and hyphens; never empty, never a path, never hidden."""
    words = NOT_PLAIN.sub("-", anyascii(text)).strip("-.")
    return words[:longest].strip("-.") or "unnamed"


def folder_of(agreement) -> str:
    """The agreement's own folder: its number, and the key by which no two are equal."""
    return f"{plain(agreement.number or agreement.title)}_{agreement.pk}"


def document_name(place: int, document) -> str:
    """``03_Signed-copy_v2.pdf``: in the order of the list, by the title, with the ending of the file."""
    suffix = PurePath(document.original_name).suffix.lower()
    ending = suffix if SUFFIX.fullmatch(suffix) else ""
    return f"{place:02}_{plain(document.title)}_v{document.version}{ending}"
