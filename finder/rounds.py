"""Published rounds of applications: in which somebody can apply now or soon, and what is left of the places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from core.eu_funding import EuFunding
from finder import published
from finder.enums import DEADLINE_AHEAD, PLACES_LEFT
from mobility.models import ApplicationRound
from mobility.rounds.places import RoundPlaces, places_in
from partners.models import Institution

RoundFacts = Mapping[int, frozenset[tuple[str, str]]]  # condition (its key) → the ``ROUND_FACTS`` that hold for it
NO_ROUND: RoundFacts = {}


@dataclass
class PlacesThere:
    """What a round has at one partner: how many are ``left``, and for how many of them somebody is nominated."""

    partner: Institution
    left: int = 0
    asked: int = 0


class PlacesNow(NamedTuple):
    """How many places are left at a partner, and the instant until which one can apply."""

    left: int
    closes_at: datetime


@dataclass(frozen=True)
class ShownRound:
    """One round as students see it."""

    round: ApplicationRound
    partners: list[PlacesThere]

    @property
    def is_open(self) -> bool:
        return self.round.is_open()

    @property
    def days_left(self) -> int:
        """Until the day on which it closes; 0 on that day."""
        return (timezone.localdate(self.round.closes_at) - timezone.localdate()).days

    @property
    def funding(self) -> EuFunding | None:
        """What says that the Union pays for these stays, where a programme of it does (LG-03)."""
        return EuFunding() if self.round.scheme.rules else None

    @property
    def left(self) -> int:
        return sum(there.left for there in self.partners)


def read_rounds(now=None) -> tuple[list[ShownRound], RoundFacts]:
    """The published rounds that are not over, and what they say of conditions. A constant number of queries."""
    rounds = list(published.rounds(now or timezone.now()))
    places = places_in(rounds)
    facts: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for term, each in ((one.term, there) for one in rounds for there in places[one.pk] if there.places):
        facts[each.condition.pk] |= {DEADLINE_AHEAD, ("term", term)} | ({PLACES_LEFT} if each.left else set())
    shown = [ShownRound(each, _by_partner(places[each.pk])) for each in rounds]
    return shown, {condition: frozenset(found) for condition, found in facts.items()}


def places_now(rounds: Iterable[ShownRound]) -> dict[int, PlacesNow]:
    """Partner (its key) → what is left there in the round that closes first."""
    found: dict[int, PlacesNow] = {}
    for shown in sorted(rounds, key=lambda each: each.round.closes_at, reverse=True):
        found |= {there.partner.pk: PlacesNow(there.left, shown.round.closes_at) for there in shown.partners}
    return found


def soonest_first(rounds: Iterable[ShownRound], now) -> list[ShownRound]:
    """Those that are not over: the open ones, the one that closes first at the top, then those to come."""
    going = [each for each in rounds if each.round.closes_at > now]
    return sorted(going, key=lambda each: (not each.round.is_open(now), each.round.closes_at, each.round.pk))


def _by_partner(places: Iterable[RoundPlaces]) -> list[PlacesThere]:
    there: dict[int, PlacesThere] = {}
    for each in places:
        if each.places:
            found = there.setdefault(each.partner.pk, PlacesThere(each.partner))
            found.left += each.left
            found.asked += each.asked
    return list(there.values())
