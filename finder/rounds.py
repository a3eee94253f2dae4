"""Published rounds of applications: in which somebody can apply now or soon, and what is left of the places."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from finder import published
from mobility.models import ApplicationRound
from mobility.rounds.places import RoundPlaces, places_in
from partners.models import Institution

RoundFacts = Mapping[int, frozenset[str]]  # condition (its key) → the facets of ``ROUND_FACTS`` that hold for it
NO_ROUND: RoundFacts = {}


@dataclass
class PlacesThere:
    """What a round has at one partner: how many are ``left``, and for how many of them somebody is nominated."""

    partner: Institution
    left: int = 0
    asked: int = 0


@dataclass(frozen=True)
class ShownRound:
    """One round as students see it."""

    round: ApplicationRound
    is_open: bool
    partners: list[PlacesThere]

    @property
    def left(self) -> int:
        return sum(there.left for there in self.partners)


def round_facts(now=None) -> RoundFacts:
    """What the published rounds that are not over say: one query where there is none, else a constant number."""
    facts: dict[int, set[str]] = defaultdict(set)
    for places in places_in(published.rounds(now or timezone.now())).values():
        for each in places:
            if each.places:
                facts[each.condition.pk] |= {"deadline", "places"} if each.left else {"deadline"}
    return {condition: frozenset(found) for condition, found in facts.items()}


def shown_rounds(*, partner: Institution | None = None, now=None) -> list[ShownRound]:
    """Open rounds, the one that closes first at the top, then those to come; with ``partner`` those with places there.

    A constant number of queries: one where no round is open or to come.
    """
    now = now or timezone.now()
    rounds = sorted(published.rounds(now), key=lambda each: (not each.is_open(now), each.closes_at, each.pk))
    places = places_in(rounds, partner=partner)
    found = [ShownRound(each, each.is_open(now), _by_partner(places[each.pk])) for each in rounds]
    return [each for each in found if each.partners or partner is None]


def _by_partner(places: Iterable[RoundPlaces]) -> list[PlacesThere]:
    there: dict[int, PlacesThere] = {}
    for each in places:
        if each.places:
            found = there.setdefault(each.partner.pk, PlacesThere(each.partner))
            found.left += each.left
            found.asked += each.asked
    return list(there.values())
