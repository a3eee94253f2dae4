"""Dates as people keep them in a register: a day, or only a year."""

import re
from datetime import date

from django.utils.translation import gettext as _

BARE_YEAR = re.compile(r"^(\d{4})$")
ACADEMIC_YEAR = re.compile(r"^(\d{4})\s*[-/–]\s*(\d{4}|\d{2})$")
ISO_DAY = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
EUROPEAN_DAY = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$")
EARLIEST_YEAR, LATEST_YEAR = 1950, 2100


class NotADay(ValueError):
    """``sentence`` says what is wrong with what was written."""

    def __init__(self, written: str):
        self.sentence = _("“%(written)s” is neither a year nor a date.") % {"written": written}
        super().__init__(written)


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
        raise NotADay(written)
    return _day(f"{year}-{int(month):02}-{int(day):02}", written)


def _day(iso: str, written: str) -> date:
    try:
        day = date.fromisoformat(iso)
    except ValueError as error:
        raise NotADay(written) from error
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise NotADay(written)
    return day
