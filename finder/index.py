"""All that can be asked of the list, held in memory as bit sets: which partners, and how many behind each choice.

Partners are numbered in the order of the list. A partner's offers are numbered too, and *shelf* n is a bit
set of the partners over their n-th offers. A question is answered shelf by shelf, so "Master" and "Computing"
must hold for one and the same offer; a partner is found when any shelf has it. Plain integers are the bit
sets: with 6,000 partners every count of a page takes about a millisecond, where SQL took a hundred.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.enums import UNSTATED
from finder.offers import Listed, Offer
from finder.word_index import WordIndex
from finder.words import Words

Shelves = tuple[int, ...]
FACETS = ("level", "field", "language", "programme", "region", "country")


@dataclass
class Index:
    """``facets[facet][value]`` holds the shelves with the offers of that value."""

    partners: Sequence[Listed]
    everything: Shelves
    facets: dict[str, dict[str, Shelves]]
    searched: WordIndex
    words: Words
    past_count: int
    universities: int  # a bit set

    def having(self, facet: str, values: Iterable[str]) -> Shelves:
        """Offers with any of ``values``; all offers when no value is given."""
        nothing = (0,) * len(self.everything)
        chosen = [self.facets[facet].get(value, nothing) for value in values]
        return either(*chosen) if chosen else self.everything

    def count_each(self, facet: str, among: Shelves) -> dict[str, int]:
        """How many partners each value of ``facet`` would leave of ``among``; values that leave none are absent."""
        counts = {value: flat(both(among, shelves)).bit_count() for value, shelves in self.facets[facet].items()}
        return {value: count for value, count in counts.items() if count}

    def partners_in(self, found: int) -> list[tuple[int, Listed]]:
        """Number and partner of each bit of ``found``, in the order of the list."""
        bits = bin(found)[:1:-1]
        return [(number, self.partners[number]) for number, bit in enumerate(bits) if bit == "1"]

    def offers_in(self, number: int, shelves: Shelves) -> list[Offer]:
        """The offers of a partner that lie in ``shelves``."""
        offers = self.partners[number].offers
        return [offer for shelf, offer in zip(shelves, offers, strict=False) if shelf >> number & 1]

    @property
    def country_count(self) -> int:
        return len(self.facets["country"])

    def are_universities(self, found: int) -> bool:
        return not found & ~self.universities


def both(*sets: Shelves) -> Shelves:
    """Offers in every one of the sets."""
    first, *others = sets
    for other in others:
        first = tuple(left & right for left, right in zip(first, other, strict=True))
    return first


def either(*sets: Shelves) -> Shelves:
    """Offers in any of the sets."""
    first, *others = sets
    for other in others:
        first = tuple(left | right for left, right in zip(first, other, strict=True))
    return first


def flat(shelves: Shelves) -> int:
    """The partners with an offer on any shelf."""
    found = 0
    for shelf in shelves:
        found |= shelf
    return found


def build_index(partners: Sequence[Listed], words: Words, past_count: int = 0) -> Index:
    """Number the partners and their offers, and shelve them. ``past_count``: partners with a page, but no way out."""
    height = max((len(partner.offers) for partner in partners), default=1)
    facets: dict[str, dict[str, list[int]]] = {facet: defaultdict(lambda: [0] * height) for facet in FACETS}
    everything, universities = [0] * height, 0
    searched = WordIndex(height)
    for number, partner in enumerate(partners):
        bit = 1 << number
        universities |= bit if partner.is_university else 0
        for shelf, offer in enumerate(partner.offers):
            everything[shelf] |= bit
            for facet, values in _values(partner, offer, words).items():
                for value in values:
                    facets[facet][value][shelf] |= bit
            searched.add(words.searched(partner, offer), shelf, bit)
    frozen = {facet: {value: tuple(found) for value, found in values.items()} for facet, values in facets.items()}
    return Index(partners, tuple(everything), frozen, searched.finished(), words, past_count, universities)


def _values(partner: Listed, offer: Offer, words: Words) -> dict[str, Iterable[str]]:
    return {
        "level": offer.levels or (UNSTATED,),
        "field": offer.broad_fields or (UNSTATED,),
        "language": {code for code, _level in offer.languages} or (UNSTATED,),
        "programme": (offer.programme,),
        "region": (words.regions[partner.country],),
        "country": (partner.country,),
    }
