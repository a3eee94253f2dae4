"""Dates as people keep them in a register: a day, or only a year."""

import re
from datetime import date

from django.utils.translation import gettext as _

from core.search_text import fold

BARE_YEAR = re.compile(r"^(\d{4})$")
ACADEMIC_YEAR = re.compile(r"^(\d{4})\s*[-/–]\s*(\d{4}|\d{2})$")
ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
EUROPEAN_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
DAY_IN_WORDS = re.compile(r"^(?:den )?(\d{1,2})(?:st|nd|rd|th|a|e)? (?:of )?([a-z]+) (\d{4})$")
MONTH_IN_WORDS_FIRST = re.compile(r"^([a-z]+) (\d{1,2})(?:st|nd|rd|th)? (\d{4})$")
MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
# The first three letters, where Polish or English has others than Swedish.
POLISH = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paz", "lis", "gru")
SPELLINGS = dict(zip(POLISH, MONTHS, strict=True)) | {"may": "maj", "oct": "okt"}
WITHOUT_END = (
    *("open", "open ended", "open end", "indefinite", "unlimited", "until further notice", "no end date", "permanent"),
    *("tillsvidare", "tills vidare", "utan slutdatum", "obestamd tid", "tv"),
)
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100


class NotADay(ValueError):
    """``sentence`` says what is wrong with what was written."""

    def __init__(self, written: str, sentence: str = ""):
        self.sentence = (sentence or _("“%(written)s” is neither a year nor a date.")) % {"written": written}
        super().__init__(written)


def is_without_end(written: str) -> bool:
    """Whether the cell says that there is no last day."""
    return fold(written) in WITHOUT_END


def end_day(written: str, bare_year: str) -> date | None:
    """The day that ``written`` names; a bare year means ``bare_year`` ("12-31") of it, nothing means nothing.

    An academic year ("2020/21") ends in its second year. Raises ``NotADay``.
    """
    text = written.strip()
    if not text:
        return None
    if match := BARE_YEAR.match(text):
        return _day(f"{match[1]}-{bare_year}", written)
    if match := ACADEMIC_YEAR.match(text):
        return _day(f"{match[1][:2]}{match[2][-2:]}-{bare_year}", written)
    return _written_day(text, written)


def start_day(written: str) -> date | None:
    """The first day that ``written`` names; a bare year begins on 1 January. Raises ``NotADay``."""
    text = written.strip()
    if not text:
        return None
    if match := BARE_YEAR.match(text) or ACADEMIC_YEAR.match(text):
        return _day(f"{match[1]}-01-01", written)
    return _written_day(text, written)


def _written_day(text: str, written: str) -> date:
    if match := ISO_DAY.match(text):
        year, month, day = match.groups()
    elif match := EUROPEAN_DAY.match(text):
        day, month, year = match.groups()
    else:
        year, month, day = _words_of_a_day(text, written)
    return _day(f"{year}-{int(month):02}-{int(day):02}", written)


def _words_of_a_day(text: str, written: str) -> tuple[str, int, str]:
    """“1 september 2026”, “den 1 sept. 2026”, “1st of May 2026”, “September 1, 2026”."""
    words = fold(text)
    if match := DAY_IN_WORDS.match(words):
        day, month, year = match.groups()
    elif match := MONTH_IN_WORDS_FIRST.match(words):
        month, day, year = match.groups()
    else:
        raise NotADay(written)
    short = SPELLINGS.get(month[:3], month[:3])
    if short not in MONTHS:
        raise NotADay(written)
    return year, MONTHS.index(short) + 1, day


def _day(iso: str, written: str) -> date:
    try:
        day = date.fromisoformat(iso)
    except ValueError as error:
        raise NotADay(written) from error
    if day.year in (1899, 1900, 1904):  # where spreadsheet programmes begin to count
        raise NotADay(written, _("“%(written)s” is what a spreadsheet programme makes of an empty or wrong date."))
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise NotADay(written)
    return day
