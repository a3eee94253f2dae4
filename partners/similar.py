"""Institutions that may be the one somebody means: one index of names, codes and websites, held in memory.

The form of a partner, the partner field of an agreement, imports and the search for duplicates all ask here.
``similar_now`` keeps one index in each process; imports load their own, inside their transaction.
"""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from partners.likeness import SAME_WORD, Surroundings, likeness
from partners.name_meaning import Meaning, place_words, read_name
from partners.similar_facts import Asked, Known, Similar
from partners.similar_reasons import Reason, ReasonKind
from partners.websites import host_of
from reference.erasmus_codes import possible_readings

WORTH_SHOWING = 60
WORTH_ASKING = 80  # so alike that a new one is not written without a word
BY_INITIALS, BY_INITIALS_THERE, BY_WEBSITE, BY_CODE = 82, 92, 92, 100
SECOND_REASON = 4  # added where two things agree
OTHER_COUNTRY, OTHER_TOWN = 0.75, 0.88
MOST_SHOWN = 5
CANDIDATES = 80
MOST_HOLDERS_OF_A_HOST = 3  # more share a provider, not an institution
MOST_HOLDERS_OF_A_WORD = 400  # beside rarer words, one that so many have finds nobody
SHORTEST_BEGINNING, SHORTEST_TYPO = 3, 5
MOST_ENDINGS = 25


@dataclass
class SimilarInstitutions:
    """The index. Asks no database."""

    known: dict[int, Known] = field(default_factory=dict)
    by_code: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_host: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_word: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    by_acronym: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    without_words: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _vocabulary: list[str] | None = None

    def add(self, known: Known):
        self.known[known.pk] = known
        for holders in self._places_of(known):
            holders.add(known.pk)
        self._vocabulary = None

    def remove(self, pk: int):
        """Forget an institution; it need not be there."""
        if known := self.known.pop(pk, None):
            for holders in self._places_of(known):
                holders.discard(pk)
            self._vocabulary = None

    def _places_of(self, known: Known) -> Iterator[set[int]]:
        """Every set in which ``known`` is looked up."""
        yield from (self.by_code[code] for code in known.codes)
        if known.host:
            yield self.by_host[known.host]
        yield from (self.by_acronym[acronym] for acronym in known.around.initials)
        for _name, meaning in known.names:
            yield from (self.by_word[word] for word in meaning.own)
            if not meaning.own:
                yield self.without_words[known.country]

    def holder_of(self, *codes: str) -> int | None:
        """The institution that has, or had, one of the codes in their one form."""
        return next((min(self.by_code[code]) for code in codes if self.by_code.get(code)), None)

    def similar(self, asked: Asked, *, at_least: int = WORTH_SHOWING, most: int = MOST_SHOWN) -> list[Similar]:
        """Those that ``asked`` may mean, the likeliest first."""
        meanings = [meaning for name in asked.names if len((meaning := read_name(name)).folded) >= SHORTEST_BEGINNING]
        found = (self._compare(asked, meanings, self.known[pk]) for pk in self._candidates(asked, meanings))
        good = [one for one in found if one.score >= at_least]
        return sorted(good, key=lambda one: (-one.score, one.institution_id))[:most]

    def alikeness(self, name: str, pk: int) -> float:
        """0 to 100: how far ``name`` may be one of the names of one institution."""
        meaning, known = read_name(name), self.known[pk]
        return max((likeness(meaning, other, known.around, self.weigh) for _text, other in known.names), default=0)

    def _candidates(self, asked: Asked, meanings: list[Meaning]) -> set[int]:
        certain: set[int] = set()
        for code in asked.codes:
            certain |= self._holders_of_code(code)
        certain |= self._holders_of_host(host_of(asked.website))
        votes: Counter[int] = Counter()
        for meaning in meanings:
            if meaning.is_short_word:
                certain |= self.by_acronym.get(meaning.folded, set())
            if not meaning.own:
                certain |= self._without_words(asked.country)
            for holders, weight in self._holders_of_words(meaning):
                votes.update(dict.fromkeys(holders, weight))
        if asked.only_in_country:
            votes = Counter({pk: vote for pk, vote in votes.items() if self.known[pk].country == asked.country})
            certain = {pk for pk in certain if self.known[pk].country == asked.country}
        return (certain | {pk for pk, _vote in votes.most_common(CANDIDATES)}) - asked.besides

    def _without_words(self, country: str) -> set[int]:
        """Institutions whose names are made of ordinary words alone, of the country or of all."""
        return self.without_words.get(country, set()) if country else set().union(*self.without_words.values())

    def _holders_of_code(self, code: str) -> set[int]:
        written = code.strip()
        forms = {written, *possible_readings(written)} - {""}
        return set().union(*(self.by_code.get(form, set()) for form in forms))

    def _holders_of_host(self, host: str) -> set[int]:
        holders = self.by_host.get(host, set()) if host else set()
        return holders if len(holders) <= MOST_HOLDERS_OF_A_HOST else set()

    def _holders_of_words(self, meaning: Meaning) -> Iterator[tuple[set[int], float]]:
        """(institutions, weight) for each own word, as it is written, as it begins, or nearly so."""
        rare = [word for word in meaning.own if len(self.by_word.get(word, ())) <= MOST_HOLDERS_OF_A_WORD]
        for word in rare or meaning.own:
            for same in self._same_words(word):
                yield self.by_word[same], self.weigh(same)

    def _same_words(self, word: str) -> list[str]:
        """Words of the index that ``word`` may be: itself, with an ending, or misspelt."""
        vocabulary = self.vocabulary
        first = bisect_left(vocabulary, word)
        found = [word] if self.by_word.get(word) else []
        if len(word) >= SHORTEST_BEGINNING:
            longer = vocabulary[first : first + MOST_ENDINGS]
            found += [other for other in longer if other.startswith(word) and other != word]
        if not found and len(word) >= SHORTEST_TYPO:
            near = process.extract(word, vocabulary, scorer=fuzz.ratio, score_cutoff=SAME_WORD, limit=3)
            found = [other for other, _score, _place in near]
        return found

    @property
    def vocabulary(self) -> list[str]:
        """Every own word of the index, sorted."""
        if self._vocabulary is None:
            self._vocabulary = sorted(word for word, holders in self.by_word.items() if holders)
        return self._vocabulary

    def weigh(self, word: str) -> float:
        """1 for a word that all names have, 2 for one that none has yet."""
        everybody = max(len(self.known), 2)
        return 1 + math.log(everybody / max(len(self.by_word.get(word, ())), 1)) / math.log(everybody)

    def _compare(self, asked: Asked, meanings: list[Meaning], known: Known) -> Similar:
        scored = [*self._by_name(asked, meanings, known), *self._by_facts(asked, known)]
        scored.sort(key=lambda pair: -pair[0])
        best = scored[0][0] if scored else 0
        strong = [pair for pair in scored if pair[0] >= WORTH_SHOWING]
        score = min(100, best + SECOND_REASON * (len(strong) - 1)) if strong else best
        return Similar(known.pk, round(score), tuple(reason for _score, reason in strong))

    def _by_name(self, asked: Asked, meanings: list[Meaning], known: Known) -> Iterator[tuple[float, Reason]]:
        """The best agreement of any two names, less in another country or town."""
        best, _is_literal, place, name = max(
            (
                (likeness(meaning, other, known.around, self.weigh), meaning.folded == other.folded, -place, text)
                for meaning in meanings
                for place, (text, other) in enumerate(known.names)
            ),
            default=(0, False, 0, ""),
        )
        by_initials = any(meaning.is_short_word and meaning.folded in known.around.initials for meaning in meanings)
        factor = self._of_one_place(asked, known)
        if by_initials and best < BY_INITIALS_THERE:
            score = BY_INITIALS_THERE if self._is_there(asked, known) else BY_INITIALS * factor
            yield score, Reason(ReasonKind.INITIALS, known.names[0][0])
        elif best:
            yield best * factor, Reason(ReasonKind.OTHER_NAME if place else ReasonKind.NAME, name)

    def _by_facts(self, asked: Asked, known: Known) -> Iterator[tuple[float, Reason]]:
        for code in asked.codes:
            if known.pk in self._holders_of_code(code):
                yield BY_CODE, Reason(ReasonKind.CODE, code.strip())
        if known.host and known.host == host_of(asked.website) and known.pk in self._holders_of_host(known.host):
            yield BY_WEBSITE, Reason(ReasonKind.WEBSITE, known.host)

    def _of_one_place(self, asked: Asked, known: Known) -> float:
        """Less than 1 for another country, and for another town where both are known."""
        factor = OTHER_COUNTRY if asked.country and asked.country != known.country else 1
        has_towns = bool(known.around.places) and bool(place_words(asked.city))
        return factor * (OTHER_TOWN if has_towns and not self._is_there(asked, known) else 1)

    def _is_there(self, asked: Asked, known: Known) -> bool:
        """Whether both are in one country and one town, whichever of them names a larger place beside it."""
        places = place_words(asked.city)
        around = Surroundings(places)
        is_town = any(known.around.is_place(word) for word in places) or any(
            around.is_place(word) for word in known.around.places
        )
        return is_town and asked.country in ("", known.country)
