"""All that can be asked of the list, held in memory as bit sets: which partners, and how many behind each choice.

Partners are numbered in the order of the list. A partner's offers are numbered too, and *shelf* n is a bit
set of the partners over their n-th offers. A question is answered shelf by shelf, so "Master" and "Computing"
must hold for one and the same offer; a partner is found when any shelf has it. Plain integers are the bit
sets: with 6,000 partners every count of a page takes about a millisecond, where SQL took a hundred.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from finder.enums import COSTS, ROUND_FACTS, UNSTATED, Sort
from finder.listed import Listed, Offer
from finder.nesting import around, broad_to_detailed, spoken_well_enough
from finder.shelves import (
    Building,
    Choices,
    Shelves,
    bits_of,
    either,
    flat,
    members_of,
    nothing,
    numbers_in,
    partners_in_both,
)
from finder.word_index import WordIndex
from finder.words import Words

FACETS = (*ROUND_FACTS, "level", "field", "language", "programme", "network", "cost", "region", "country")
OF_PARTNERS = ("network", "region", "country")  # what holds for all that a partner offers


@dataclass
class Index:
    """``facets[facet][value]`` holds the shelves with the offers of that value.

    ``partners_by`` has the facets of whole partners as plain bit sets; ``orders`` are the numbers of all partners in
    the orders of ``Sort`` that are not their own.
    """

    partners: Sequence[Listed]
    everything: Shelves
    facets: Choices
    searched: WordIndex
    words: Words
    past_count: int
    universities: int  # a bit set
    orders: dict[str, list[int]] = field(default_factory=dict)
    partners_by: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self):
        self.partners_by = {
            facet: {value: flat(shelves) for value, shelves in self.facets[facet].items()} for facet in OF_PARTNERS
        }

    def having(self, facet: str, values: Iterable[str]) -> Shelves:
        """Offers with any of ``values``; all offers when no value is given."""
        chosen = [self.facets[facet].get(value) or nothing(self.everything) for value in values]
        return either(*chosen) if chosen else self.everything

    def matching(self, text: str) -> Shelves | None:
        """Offers with a word that begins with each word of ``text``; None for a text without words."""
        return self.searched.matching(text, self.facets, self.everything)

    def meant_by(self, text: str) -> str:
        """``text``, or as it was probably meant where it finds nothing and that does."""
        found = self.matching(text)
        if found is None or any(found):
            return text
        near = self.searched.respelled(text)
        return near if near and any(self.matching(near) or ()) else text

    def count_each(self, facet: str, among: Shelves, values: Iterable[str] | None = None) -> dict[str, int]:
        """How many partners each value of ``facet`` (or of ``values``) would leave of ``among``; none are left out."""
        if facet in OF_PARTNERS:
            found = flat(among)
            counts = {value: (found & partners).bit_count() for value, partners in self.partners_by[facet].items()}
        else:
            known = self.facets[facet]
            asked = known if values is None else (value for value in values if value in known)
            counts = {value: partners_in_both(among, known[value]).bit_count() for value in asked}
        return {value: count for value, count in counts.items() if count}

    def partners_in(
        self, found: int, first: int = 0, last: int | None = None, sort: str = Sort.NAME
    ) -> list[tuple[int, Listed]]:
        """Number and partner of the bits of ``found``, in the order of the list or another."""
        numbers = members_of(found, self.orders[sort]) if sort in self.orders else numbers_in(found)
        return [(number, self.partners[number]) for number in islice(numbers, first, last)]

    def offers_in(self, number: int, shelves: Shelves) -> list[Offer]:
        """The offers of a partner that lie in ``shelves``."""
        offers = self.partners[number].offers
        return [offer for shelf, offer in zip(shelves, offers, strict=False) if shelf >> number & 1]

    def can_sort(self, sort: str) -> bool:
        """Whether anybody has what is sorted by."""
        return bool(self.partners) and not SORTED_BY[sort](self.partners[self.orders[sort][0]])[0]

    @property
    def country_count(self) -> int:
        return len(self.facets["country"])

    def are_universities(self, found: int) -> bool:
        return not found & ~self.universities


def build_index(partners: Sequence[Listed], words: Words, past_count: int = 0) -> Index:
    """Number the partners and their offers, and shelve them. ``past_count``: partners with a page, but no way out."""
    height = max((len(partner.offers) for partner in partners), default=1)
    everything = Building()
    choices: dict[str, dict[str, Building]] = {facet: defaultdict(Building) for facet in FACETS}
    searched = WordIndex()
    for number, partner in enumerate(partners):
        searched.name((partner.name, partner.city, *partner.other_names), number)
        for shelf, offer in enumerate(partner.offers):
            everything.put(shelf, number)
            for facet, values in _values(partner, offer, words):
                for value in values:
                    choices[facet][value].put(shelf, number)
    for facet, value, texts in words.meanings():
        if value in choices[facet]:  # words that lead nowhere are not known, and never suggested
            searched.mean(texts, facet, value)
    searched.finish()
    return Index(
        partners=partners,
        everything=everything.shelves(height),
        facets={
            facet: {value: one.shelves(height) for value, one in values.items()} for facet, values in choices.items()
        },
        searched=searched,
        words=words,
        past_count=past_count,
        universities=bits_of(number for number, partner in enumerate(partners) if partner.is_university),
        orders={sort: sorted(range(len(partners)), key=lambda n: key(partners[n])) for sort, key in SORTED_BY.items()},
    )


# What is not known stands last; equal ones stay in the order of their names.
SORTED_BY: dict[str, Callable[[Listed], tuple]] = {
    Sort.DEADLINE: lambda one: (one.now is None, one.now and one.now.closes_at),
    Sort.PLACES: lambda one: (one.now is None, one.now and -one.now.left),
    Sort.DISTANCE: lambda one: (one.km is None, one.km),
}


def _values(partner: Listed, offer: Offer, words: Words) -> Iterable[tuple[str, Iterable[str]]]:
    """The choices of each facet an offer belongs to."""
    yield from ((facet, (value,)) for facet, value in offer.round_facts)
    yield "level", offer.levels or (UNSTATED,)
    yield "field", set(broad_to_detailed(offer.fields)) or (UNSTATED,)
    yield "language", set(spoken_well_enough(offer.languages)) or (UNSTATED,)
    yield "programme", {one for said in offer.programmes for one in (said, *around("programme", said))}
    yield "network", partner.networks
    yield "cost", COSTS if offer.is_tuition_free else ()
    yield "region", (words.regions[partner.country],)
    yield "country", (partner.country,)
