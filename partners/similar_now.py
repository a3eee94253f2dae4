"""The index of similar institutions that every process keeps, and brings up to date when one of them changes.

History cannot be skipped, so the newest entry of the history tables says whether anything changed, and the entries
since then say what. Entries may become visible out of order: those of the last minute are read a second time.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Max

from partners.models import Alias, FormerCode, Institution
from partners.similar import SimilarInstitutions
from partners.similar_facts import Asked, Similar, known_institution

OUT_OF_ORDER_SECONDS = 60
MOST_CHANGES = 1500  # beyond, reading everything is quicker

HISTORIES = (
    "InstitutionEvent",
    "AliasEvent",
    "FormerCodeEvent",
)  # the institutions' own first, then those of their parts
NAMES = ("name", "native_name", "legal_name")
CODES = ("erasmus_code", "pic", "oid", "schac")


@dataclass
class Kept:
    """The index with the history it has seen; ``settled`` is the part of it that can no longer grow."""

    index: SimilarInstitutions
    database: str
    seen: tuple[int, ...]
    settled: tuple[int, ...]
    read_at: float


_kept: Kept | None = None
_lock = threading.Lock()


def similar_institutions(asked: Asked, **limits) -> list[Similar]:
    """Institutions that ``asked`` may mean, the likeliest first (``SimilarInstitutions.similar``)."""
    with _lock:
        return _current().similar(asked, **limits)


def load_index() -> SimilarInstitutions:
    """An index of everything, read now: for an import, which asks it thousands of times inside its transaction."""
    index = SimilarInstitutions()
    _read_into(index, None)
    return index


def forget():
    """Read everything anew at the next question."""
    global _kept  # noqa: PLW0603 - one per process is the point
    with _lock:
        _kept = None


def _current() -> SimilarInstitutions:
    """The index as of now. The caller holds the lock."""
    global _kept  # noqa: PLW0603 - see above
    newest, count = newest_history(), Institution.objects.unmerged().count()
    if _kept is None or _kept.database != connection.settings_dict["NAME"] or not _renew(_kept, newest, count):
        _kept = Kept(load_index(), connection.settings_dict["NAME"], newest, newest, time.monotonic())
    return _kept.index


def newest_history() -> tuple[int, ...]:
    """The number of the newest entry in the history of each model the index is made from."""
    return tuple(_events(name).aggregate(newest=Max("pgh_id"))["newest"] or 0 for name in HISTORIES)


def _events(history: str):
    return apps.get_model("partners", history)._default_manager.all()


def _renew(kept: Kept, newest: tuple[int, ...], count: int) -> bool:
    """Read what changed since; False where everything has to be read anew."""
    is_settled = time.monotonic() - kept.read_at > OUT_OF_ORDER_SECONDS
    if newest != kept.seen or (is_settled and kept.settled != kept.seen):
        changed = _changed_since(kept.settled)
        if len(changed) > MOST_CHANGES:
            return False
        for pk in changed:
            kept.index.remove(pk)
        _read_into(kept.index, changed)
        kept.settled = kept.seen if is_settled else kept.settled
        kept.seen, kept.read_at = newest, time.monotonic()
    return len(kept.index.known) == count


def _changed_since(entries: tuple[int, ...]) -> set[int]:
    """Institutions with a newer entry in their own history, or in that of their names and codes."""
    institutions, *parts = (
        _events(history).filter(pgh_id__gt=entry) for history, entry in zip(HISTORIES, entries, strict=True)
    )
    changed = set(institutions.values_list("pgh_obj_id", flat=True)[: MOST_CHANGES + 1])
    for events in parts:
        changed.update(events.values_list("institution_id", flat=True)[: MOST_CHANGES + 1])
    return changed


def _read_into(index: SimilarInstitutions, keys: Collection[int] | None):
    """Add the institutions of ``keys``, or all of them."""
    rows, others, former = Institution.objects.unmerged(), Alias.objects.all(), FormerCode.objects.all()
    if keys is not None:
        rows = rows.filter(pk__in=keys)
        others, former = others.filter(institution__in=keys), former.filter(institution__in=keys)
    other_names, former_codes = defaultdict(list), defaultdict(list)
    for key, name in others.order_by("pk").values_list("institution", "name"):
        other_names[key].append(name)
    for key, code in former.values_list("institution", "code"):
        former_codes[key].append(code)
    for row in rows.order_by().values("pk", "country_id", "city", "website", *NAMES, *CODES):
        names = [*(row[name] for name in NAMES), *other_names[row["pk"]]]
        codes = [*(row[code] for code in CODES), *former_codes[row["pk"]]]
        facts = {"city": row["city"], "codes": codes, "website": row["website"]}
        index.add(known_institution(row["pk"], row["country_id"], names, **facts))
