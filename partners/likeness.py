"""How alike two names of institutions are, from 0 to 100."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from partners.name_meaning import Meaning

IDENTICAL = 100
SHORTEST_INFLECTED = 5
SHORTEST_PLACE = 4
SAME_WORD = 86  # of 100: apart from a typing error or an ending
COMMON_WEIGHT = 0.3
SUBJECT_WEIGHT = 0.8
CONTAINED = 75  # the whole of what was asked stands in a longer name

Weight = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of an institution beside one of its names: its town's words, and its acronyms."""

    places: tuple[str, ...] = ()
    initials: frozenset[str] = frozenset()

    def is_place(self, word: str) -> bool:
        """Whether ``word`` is the town or an adjective of it ("łódzka")."""
        return any(_is_of_place(word, place) for place in self.places)

    def explains(self, word: str) -> bool:
        """Whether ``word`` says nothing about which institution it is, once this one is meant."""
        return word in self.initials or self.is_place(word)


def likeness(asked: Meaning, known: Meaning, around: Surroundings, weigh: Weight) -> float:
    """How far ``asked`` may be another way to write ``known``.

    Words count by how rarely names have them (``weigh``). Different subjects keep names apart: the Medical
    University of a town is not its university. The town may stand in one name and be left out of the other.
    """
    if asked.folded == known.folded:
        return IDENTICAL
    shared, left_of_asked, left_of_known = _share(asked, known, around, weigh)
    shared += COMMON_WEIGHT * len(asked.common & known.common)
    if shared == 0:
        return 0
    shared += SUBJECT_WEIGHT * len(asked.subjects & known.subjects)
    rest = left_of_asked + left_of_known
    rest += COMMON_WEIGHT * len(asked.common ^ known.common) + SUBJECT_WEIGHT * len(asked.subjects ^ known.subjects)
    score = 100 * 2 * shared / (2 * shared + rest)
    if not left_of_asked and _is_less_of_the_same(asked, known):
        score = max(score, CONTAINED)
    return score * _of_one_kind(asked, known)


def _is_less_of_the_same(asked: Meaning, known: Meaning) -> bool:
    """Whether ``asked`` could be the short form of ``known``: it names a word of its own, and nothing that differs."""
    is_one_sort = not (asked.forms and known.forms) or bool(asked.forms & known.forms)
    is_one_subject = asked.subjects <= known.subjects and bool(asked.subjects) == bool(known.subjects)
    return bool(asked.own) and is_one_sort and is_one_subject


def _share(asked: Meaning, known: Meaning, around: Surroundings, weigh: Weight) -> tuple[float, float, float]:
    """The weight of the own words both have, and of those that only the one or only the other has."""
    left, shared, left_of_asked = list(known.own), 0.0, 0.0
    for word in asked.own:
        same, quality = _counterpart(word, left, around)
        if same:
            left.remove(same)
            shared += quality * weigh(word)
        elif not around.explains(word):
            left_of_asked += weigh(word)
    left_of_known = sum(weigh(word) for word in left if not around.explains(word) and word not in asked.initials)
    return shared, left_of_asked, left_of_known


def _counterpart(word: str, others: Iterable[str], around: Surroundings) -> tuple[str, float]:
    """The word of ``others`` that means the same, and how surely (1: the very same)."""
    if word in others:
        return word, 1
    best, quality = "", 0.0
    for other in others:
        found = _same(word, other)
        if found > quality:
            best, quality = other, found
    if not best and around.is_place(word):
        best, quality = next(((other, 1.0) for other in others if around.is_place(other)), ("", 0.0))
    return best, quality


def _same(one: str, other: str) -> float:
    if min(len(one), len(other)) < SHORTEST_INFLECTED:
        return 0
    if one.startswith(other) or other.startswith(one):
        return 0.9
    return 0.85 if fuzz.ratio(one, other) >= SAME_WORD else 0


def _is_of_place(word: str, place: str) -> bool:
    if word == place:
        return True
    stem = place[: max(SHORTEST_PLACE, len(place) - 2)]
    return len(place) >= SHORTEST_PLACE and word.startswith(stem) and len(word) < 2 * len(place)


def _of_one_kind(asked: Meaning, known: Meaning) -> float:
    """1 for names of one kind, less for different subjects or different sorts of house."""
    factor = 1.0
    if asked.subjects != known.subjects:
        if not (asked.subjects and known.subjects):
            factor = 0.6
        else:
            factor = 0.85 if asked.subjects <= known.subjects or known.subjects <= asked.subjects else 0.5
    if asked.forms and known.forms and not asked.forms & known.forms:
        factor *= 0.9
    return factor
