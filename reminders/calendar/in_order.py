"""Watched dates in order, page by page."""

import hashlib
from dataclasses import dataclass, replace

from django.core.cache import cache
from django.utils.functional import cached_property

from reminders.calendar.statements import TOTALS, DatesInSQL
from reminders.dates import DateQuestion, Standing
from reminders.sources import WatchedDate

WORTH_REMEMBERING, SECONDS_REMEMBERED = 2000, 60


@dataclass(frozen=True)
class Totals:
    """How many dates wait, and how many are put aside."""

    waiting: int = 0
    aside: int = 0


class DateList:
    """The dates of a question in order: how many there are, and any part of them.

    Under a ``name`` of its own, totals of thousands are remembered for a minute: they cost more than the dates.
    """

    def __init__(self, question: DateQuestion, *, shows_aside: bool, name: str):
        self.question = question
        self.shows_aside = shows_aside
        digest = hashlib.sha256(f"{question.viewer.pk}:{question.on}:{name}".encode()).hexdigest()
        self._key = f"calendar-totals:{digest}"

    @cached_property
    def totals(self) -> Totals:
        if remembered := cache.get(self._key):
            return Totals(*remembered)
        found = DatesInSQL(self.question).read(TOTALS)
        totals = found[0] if found else (0, 0)
        if totals[0] >= WORTH_REMEMBERING:
            cache.set(self._key, totals, SECONDS_REMEMBERED)
        return Totals(*totals)

    @property
    def count(self) -> int:
        """How many are shown."""
        return self.totals.waiting + (self.totals.aside if self.shows_aside else 0)

    def rows(self, most: int, start: int) -> list[WatchedDate]:
        standing = Standing.ANY if self.shows_aside else Standing.OPEN
        return replace(self.question, standing=standing).rows(most, start)
