"""Sections as a PDF: PDF/A-2a for the archive and PDF/UA for every reader (LG-02), set by typst."""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst
from anyascii import anyascii
from django.utils.translation import gettext as _

from core.eu_funding import EuFunding
from core.papers.sections import Section

TEMPLATE = Path(__file__).parent / "paper.typ"
# The typeface of typst has Latin, Greek and Cyrillic letters; a letter it lacks is forbidden in an archive file.
NOT_IN_THE_TYPEFACE = re.compile(r"[^\n\u0020-\u007e\u00a0-\u024f\u0300-\u0301\u0370-\u04ff\u1e00-\u1fff‐-…€→]")
UNBROKEN = re.compile(r"[0-9a-f]{64}")


def paper_pdf(
    *,
    title: str,
    number: str,
    institution: str,
    made: str,
    language: str,
    sections: list[Section],
    funding: EuFunding | None = None,
):
    """The bytes of the file. Letters of other scripts are transliterated; the JSON beside it has them as they are."""
    paper = {
        "title": title,
        "number": number,
        "institution": institution,
        "made": made,
        "language": language,
        "sections": [asdict(section) | {"bar_head": bar_head()} for section in sections],
        "funding": _funding(funding),
    }
    text = json.dumps(_readable(paper))
    return _compiler().compile(format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs={"paper": text})


def _funding(funding: EuFunding | None) -> dict | None:
    if funding is None:
        return None
    words = {"alt": str(funding.alt), "words": str(funding.words), "disclaimer": str(funding.disclaimer)}
    return {"emblem": funding.drawing, **words}


def bar_head() -> list[str]:
    """The headings over drawn bars: what, the bar, the figure."""
    return [_("What"), _("Drawn"), _("Figure")]


@cache
def _compiler() -> typst.Compiler:
    """One for each process: it keeps its fonts. Only those it brings along, so that a file is the same everywhere."""
    return typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)


def _readable(value):
    if isinstance(value, str):
        plain = NOT_IN_THE_TYPEFACE.sub(_transliterated, value)
        return UNBROKEN.sub(_breakable, plain)
    if isinstance(value, dict):
        return {key: _readable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_readable(each) for each in value]
    return value


def _transliterated(found: re.Match) -> str:
    """In plain letters; marks that nobody sees (directions, control characters) are left out."""
    return "".join(letter for letter in anyascii(found.group()) if letter.isprintable())


def _breakable(found: re.Match) -> str:
    """A checksum in pieces that fit a narrow column."""
    digits = found.group()
    return " ".join(digits[start : start + 8] for start in range(0, len(digits), 8))
