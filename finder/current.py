"""The index every process keeps, renewed when something published may have changed.

The stamp is the newest history entry of everything the public pages show, and the instant at which the next round
of applications closes: history cannot be skipped, so no change can be missed, and a round counts until that instant.
Entries may become visible out of order, though: an index made within a minute of the first sight of its stamp is
made once more after that minute, and only then trusted for as long as the stamp stays. A small register is read
again at once; a large one behind the back of its readers, who see the index before it for at most ``LONGEST_REST``
seconds. The page of a partner reads its agreements, documents and reports from the tables themselves.
"""

import logging
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from accounts.models import Unit
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage, FurtherUnit, Party
from finder import published
from finder.index import Index, build_index
from finder.moments import once_in_a_moment
from finder.offers import listed_partners
from finder.rounds import NO_ROUND, ShownRound, places_now, read_rounds, soonest_first
from finder.words import read_words
from mobility.models import ApplicationRound, Bip, BipPartner, FurtherRoundUnit, Mobility, RoundPlace
from networks.models import Network, NetworkMembership
from partners.models import Alias, Institution
from reference.models import CallYearParameter, Country, CountryStatus, GrantRate, IscedField, Language, TravelBand

OUT_OF_ORDER_SECONDS = 60  # a transaction that takes longer than this to commit may show late, until the next change
QUICK_SECONDS = 0.5  # an index made faster than this is renewed while the reader waits
REST = 10  # a slow one is used for ten times as long as it took, so that a busy morning does not slow the site
LONGEST_REST = 40

AGREEMENTS = (Agreement, Party, Condition, ConditionField, ConditionLanguage)
# Stays take places; units say whose agreements count.
ROUNDS = (ApplicationRound, RoundPlace, Mobility, FurtherRoundUnit, FurtherUnit, Unit)
AMOUNTS = (CallYearParameter, CountryStatus, GrantRate, TravelBand)  # kept with the index (``finder.costs``)
MEMBERS = (Network, NetworkMembership)
WATCHED = (
    *AGREEMENTS, *ROUNDS, Bip, BipPartner, *AMOUNTS, *MEMBERS, Institution, Alias, Country, IscedField, Language,
)  # fmt: skip

logger = logging.getLogger(__name__)


class Stamp(NamedTuple):
    """What an index was made from. ``closes_at``: when the next published round closes; None where none is to come."""

    day: date
    database: str
    closes_at: datetime | None
    newest: tuple


@dataclass(frozen=True)
class Kept:
    """An index and the rounds it counts.

    With the stamp they were made from, when that was first seen, when they were made, and how long it took.
    """

    index: Index
    rounds: list[ShownRound]
    stamp: Stamp
    seen_at: float
    made_at: float
    took: float

    @cached_property
    def rounds_at(self) -> dict[int, list[ShownRound]]:
        """Partner (its key) → the rounds with places there, each with that partner alone."""
        found: dict[int, list[ShownRound]] = defaultdict(list)
        for shown in self.rounds:
            for there in shown.partners:
                found[there.partner.pk].append(ShownRound(shown.round, [there]))
        return dict(found)

    @property
    def is_slow(self) -> bool:
        return self.took > QUICK_SECONDS

    def is_good(self, stamp: Stamp) -> bool:
        age = time.monotonic() - self.made_at
        if self.is_slow and age < min(self.took * REST, LONGEST_REST):
            return True
        is_trusted = self.made_at - self.seen_at > OUT_OF_ORDER_SECONDS
        return stamp == self.stamp and (is_trusted or age < OUT_OF_ORDER_SECONDS)


_kept: Kept | None = None
_renewing = threading.Lock()


def current_index() -> Index:
    """The index of what is published now; of a large register, as it was a few seconds ago."""
    return _current().index


def current_rounds() -> list[ShownRound]:
    """The rounds of applications that are not over, as old as the index at most."""
    return soonest_first(_current().rounds, timezone.now())


def index_and_rounds_at(partner: Institution) -> tuple[Index, list[ShownRound]]:
    """Both for the page of one partner, at the price of one."""
    kept = _current()
    return kept.index, soonest_first(kept.rounds_at.get(partner.pk, ()), timezone.now())


def _current() -> Kept:
    stamp, kept = read_stamp(), _kept
    if kept is not None and kept.is_good(stamp):
        return kept
    if kept is not None and kept.is_slow:
        if _renewing.acquire(blocking=False):
            threading.Thread(target=_renew_behind, args=(stamp,), daemon=True).start()
        return kept
    with _renewing:
        return _renew(stamp)


def forget():
    """Read everything anew at the next question, whatever the stamp says."""
    global _kept  # noqa: PLW0603 - one per process is the point
    _kept = None


@once_in_a_moment
def read_stamp() -> Stamp:
    """Today, the newest history entry of each watched table, and the next closing. One query on ends of indexes."""
    soonest = published.rounds(timezone.now()).order_by("closes_at").values("closes_at")[:1]
    closing, values = soonest.query.sql_with_params()
    newest = ", ".join(f"(SELECT max(pgh_id) FROM {_history_table(model)})" for model in WATCHED)  # noqa: S608 - ours
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({closing}), {newest}", values)
        closes_at, *entries = cursor.fetchone()
    return Stamp(timezone.localdate(), connection.settings_dict["NAME"], closes_at, tuple(entries))


def _history_table(model) -> str:
    return connection.ops.quote_name(model.pgh_event_model._meta.db_table)


def _renew(stamp: Stamp) -> Kept:
    """Make the index anew, unless somebody else just did. The caller holds the lock."""
    global _kept  # noqa: PLW0603 - see above
    if _kept is None or not _kept.is_good(stamp):
        seen_at = _kept.seen_at if _kept is not None and _kept.stamp == stamp else time.monotonic()
        begun = time.monotonic()
        past = published.institutions().exclude(pk__in=published.open_institutions().values("pk")).count()
        rounds, facts = read_rounds() if stamp.closes_at else ([], NO_ROUND)
        index = build_index(listed_partners(round_facts=facts, places=places_now(rounds)), read_words(), past)
        _kept = Kept(index, rounds, stamp, seen_at, made_at=begun, took=time.monotonic() - begun)
    return _kept


def _renew_behind(stamp: Stamp):
    """In a thread of its own, which began with the lock: whatever happens, give it back."""
    try:
        _renew(stamp)
    except Exception:
        logger.exception("The finder's index could not be renewed; the one before stays in use")
    finally:
        connection.close()
        _renewing.release()
