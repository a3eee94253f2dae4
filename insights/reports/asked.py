"""What somebody asks a report about, and the words every report says alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import ngettext

from core.papers.sections import Section


@dataclass(frozen=True)
class Asked:
    """``subject``: a partner, a country, a unit, or None; ``is_leaving``: into a file, without small groups."""

    subject: Any
    reader: Any
    year: int | None = None
    is_leaving: bool = False


def day_words(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def period_words(starts_on: date | None, ends_on: date | None) -> str:
    """“1 Sep 2024 – 31 Aug 2028”; an end that nobody knows, or that there is not, stays open."""
    return f"{day_words(starts_on) or '…'} – {day_words(ends_on) or '…'}"


def known_facts(*facts: tuple[str, Any]) -> list[tuple[str, str]]:
    """Those that say something."""
    return [(str(label), str(value)) for label, value in facts if value not in (None, "")]


def table(heading: str, head: list[str], rows, *, most: int, numbers: tuple[int, ...] = ()) -> Section:
    """A section with at most ``most`` of ``rows`` (lists of text), and a sentence about how many more there are."""
    rows = list(rows)
    section = Section(str(heading), head=[str(each) for each in head], rows=rows[:most], numbers=numbers)
    if (left := len(rows) - most) > 0:
        words = ngettext("%(count)d more is in the portal.", "%(count)d more are in the portal.", left)
        section.paragraphs = [words % {"count": left}]
    return section
