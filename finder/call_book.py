"""The rules and amounts of the call that pays now, and where home is: read once for each index and kept with it.

``finder.current`` watches the history of these tables too, so an index is made anew when one of them changes, and a
page asks the database nothing for them.
"""

import weakref
from dataclasses import dataclass

from django.utils import timezone

from core.errors import PortalError
from finder.index import Index
from mobility.forms.estimate import known_calls, paying_call
from mobility.rules.book import RuleBook
from partners.enums import CoordinatesPrecision
from partners.models import Institution
from partners.places import distance_between
from partners.services import home_institution


@dataclass(frozen=True)
class Kept:
    """What belongs to one index; None where the tables lack it."""

    rules: RuleBook | None
    home: Institution | None


@dataclass(frozen=True)
class Book:
    """The rules of the call that pays now, and the university whose people go."""

    rules: RuleBook
    home: Institution


def book_for(index: Index) -> Book | None:
    """None where the tables hold no such call, or nobody has said which institution is home."""
    kept = _kept_with(index)
    return Book(kept.rules, kept.home) if kept.rules and kept.home else None


def km_from_home(partner: Institution, index: Index) -> int | None:
    """Whole kilometres; None where a place is not known, or of the partner only the country."""
    home = _kept_with(index).home
    if home is None or partner.coordinates_precision == CoordinatesPrecision.COUNTRY:
        return None
    return distance_between(home, partner)


_kept: "tuple[weakref.ref[Index], Kept] | None" = None


def _kept_with(index: Index) -> Kept:
    global _kept  # noqa: PLW0603 - one per process, as the index
    known = _kept
    if known is None or known[0]() is not index:
        call = paying_call(known_calls(), timezone.localdate())
        known = _kept = weakref.ref(index), Kept(RuleBook.of_call(call) if call else None, _home())
    return known[1]


def _home() -> Institution | None:
    try:
        return home_institution()
    except PortalError:
        return None
