"""The index every process keeps, renewed when something published may have changed.

The stamp is the newest history entry of everything the public pages show: history cannot be skipped, so
no change can be missed. Entries may be committed out of order, and names of countries and fields have no
place in the stamp: therefore nothing is kept for longer than ``LONGEST_SECONDS``.
"""

import threading
import time
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage, Party
from finder import published
from finder.index import Index, build_index
from finder.offers import listed_partners
from finder.words import read_words
from partners.models import Alias, Institution

LONGEST_SECONDS = 60
QUICK_SECONDS = 0.5  # an index built faster than this is renewed at once
REST = 10  # a slow one is used for ten times as long as it took, so that a busy morning does not slow the site

WATCHED = (Institution, Alias, Agreement, Party, Condition, ConditionField, ConditionLanguage)


@dataclass(frozen=True)
class Kept:
    """An index with what it was made from (``stamp``), when (monotonic seconds) and how long that took."""

    index: Index
    stamp: tuple
    made_at: float
    took: float

    def still_good(self, stamp: tuple) -> bool:
        age = time.monotonic() - self.made_at
        if age > max(LONGEST_SECONDS, self.took * REST):
            return False
        return stamp == self.stamp or (self.took > QUICK_SECONDS and age < self.took * REST)


_kept: Kept | None = None
_renewing = threading.Lock()


def current_index() -> Index:
    """The index of what is published now; while somebody else renews a slow one, the one before."""
    global _kept  # noqa: PLW0603 - one per process is the point
    stamp, kept = read_stamp(), _kept
    if kept is not None and kept.still_good(stamp):
        return kept.index
    may_wait = kept is None or kept.took <= QUICK_SECONDS
    if not _renewing.acquire(blocking=may_wait):
        return kept.index
    try:
        if _kept is None or not _kept.still_good(stamp):
            _kept = _build(stamp)
        return _kept.index
    finally:
        _renewing.release()


def forget():
    """Build anew at the next question, whatever the stamp says."""
    global _kept  # noqa: PLW0603 - see above
    _kept = None


def read_stamp() -> tuple:
    """Today, and the newest history entry of each watched table. One query on the ends of primary keys."""
    newest = ", ".join(f"(SELECT max(pgh_id) FROM {_history_table(model)})" for model in WATCHED)  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {newest}")
        return timezone.localdate(), connection.settings_dict["NAME"], *cursor.fetchone()


def _history_table(model) -> str:
    return connection.ops.quote_name(model.pgh_event_model._meta.db_table)


def _build(stamp: tuple) -> Kept:
    begun = time.monotonic()
    past = published.institutions().exclude(pk__in=published.open_institutions().values("pk")).count()
    index = build_index(listed_partners(), read_words(), past)
    return Kept(index, stamp, begun, time.monotonic() - begun)
