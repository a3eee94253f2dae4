"""What upper rooms say about our cooperation with institutions: the list counts and filters by it.

Partners lie below agreements, so they never import them; the upper room registers what it knows.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet


@dataclass(frozen=True)
class Cooperation:
    """``in_force(user)``: ids of institutions we work with, as a queryset of values for a subquery.

    ``counts(user, ids)``: how many undertakings are in force with each, in one query.
    ``stamp()``: a value that moves with every change, so that a number counted once can be remembered.
    ``kinds``: the kinds of undertaking, as choices, for the rules about whom we assess first.
    """

    in_force: Callable[[object], QuerySet]
    counts: Callable[[object, Iterable[int]], dict[int, int]]
    stamp: Callable[[], object]
    kinds: Sequence[tuple] = ()


_known: list[Cooperation] = []


def register(cooperation: Cooperation):
    _known.append(cooperation)


def with_cooperation(institutions: QuerySet, user) -> QuerySet:
    """Of ``institutions``, those with something in force that ``user`` may see."""
    found = institutions.none()
    for cooperation in _known:
        found = found | institutions.filter(pk__in=cooperation.in_force(user))
    return found


def without_cooperation(institutions: QuerySet, user) -> QuerySet:
    """Of ``institutions``, those with nothing in force."""
    for cooperation in _known:
        institutions = institutions.exclude(pk__in=cooperation.in_force(user))
    return institutions


def counts(user, ids: Iterable[int]) -> dict[int, int]:
    """How much is in force with each institution; those with nothing are left out."""
    ids = list(ids)
    total: dict[int, int] = {}
    for cooperation in _known:
        for institution_id, count in cooperation.counts(user, ids).items():
            total[institution_id] = total.get(institution_id, 0) + count
    return total


def stamp() -> str:
    """Moves whenever the answers of this module may have changed."""
    return "-".join(str(cooperation.stamp()) for cooperation in _known)


def kinds() -> list[tuple]:
    """Every kind of undertaking there can be with an institution, as choices."""
    return [choice for cooperation in _known for choice in cooperation.kinds]
