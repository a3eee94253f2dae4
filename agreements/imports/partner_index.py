"""All institutions at hand for an import: by code, and by name within a country. Asks no database after ``load``."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from partners.models import Institution
from partners.name_meaning import read_name
from partners.similar import SimilarInstitutions
from partners.similar_facts import Asked
from partners.similar_now import load_index
from partners.similar_reasons import ReasonKind
from reference.erasmus_codes import possible_readings, prefix_of, without_local_tail
from reference.models import ErasmusPrefix

SURE = 92  # of 100: the same name, apart from spelling and language
MARGIN = 5  # by which the best name must beat the next
SIMILAR = 65  # worth showing to a person
GENERIC_FROM = 5  # a word in so many names of a country says nothing
MOST_NEIGHBOURS = 3
AS_WRITTEN = 90  # of 100: the very words, or a name within a longer one
SHORTEST_COVERED_WORD = 4
SAME_BEGINNING = 5
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


@dataclass
class PartnerIndex:
    """What ``partner_matching`` asks; countries are two-letter codes."""

    names: SimilarInstitutions
    institutions: dict[int, Institution]
    places: dict[str, list[Institution]] = field(default_factory=lambda: defaultdict(list))
    prefix_countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls) -> "PartnerIndex":
        unread = ("charter_facts", "description", "remarks")
        index = cls(load_index(), Institution.objects.unmerged().defer(*unread).in_bulk())
        for _pk, institution in sorted(index.institutions.items()):
            if institution.erasmus_code:
                index.places[_place(institution.erasmus_code)].append(institution)
        for prefix, country in ErasmusPrefix.objects.values_list("prefix", "country"):
            index.prefix_countries[prefix].add(country)
        return index

    def holder(self, code: str) -> Institution | None:
        """Who has the code, or had it."""
        pk = self.names.holder_of(code) if code else None
        return self.institutions[pk] if pk else None

    def reading(self, written: str, country: str) -> str:
        """The code in its one form: one that exists, else the first whose country can be the row's, else nothing."""
        readings = possible_readings(without_local_tail(written)) if written else []
        known = next((code for code in readings if self.holder(code)), "")
        return known or next((code for code in readings if self._may_be_in(code, country)), "")

    def _may_be_in(self, code: str, country: str) -> bool:
        countries = self.prefix_countries.get(prefix_of(code))
        return not countries or country in countries

    def likeness(self, name: str, institution: Institution) -> float:
        """0 to 100: how far ``name`` may be one of the institution's names, or has one of them within it."""
        within = max((fuzz.token_set_ratio(*pair) for pair in self._own_words(name, institution)), default=0)
        return max(within, *(self.names.alikeness(spelling, institution.pk) for spelling in spellings(name)))

    def _own_words(self, name: str, institution: Institution):
        known = [" ".join(meaning.own) for _text, meaning in self.names.known[institution.pk].names]
        return ((" ".join(read_name(spelling).own), other) for spelling in spellings(name) for other in known if other)

    def adds_a_name(self, name: str, institution: Institution) -> bool:
        """Whether ``name`` is written otherwise than every name the institution has: people will look for it so."""
        written = read_name(plain(name)).folded
        known = (meaning.folded for _text, meaning in self.names.known[institution.pk].names)
        return all(fuzz.token_set_ratio(written, other) < AS_WRITTEN for other in known)

    def surely_called(self, name: str, country: str) -> Institution | None:
        """The one institution of the country with this name, apart from spelling and language."""
        ranked = self._by_name(name, country, SURE - MARGIN)
        if not ranked or ranked[0].score < SURE:
            return None
        is_alone = len(ranked) == 1 or ranked[0].score - ranked[1].score >= MARGIN
        return self.institutions[ranked[0].institution_id] if is_alone else None

    def _by_name(self, name: str, country: str, at_least: int):
        asked = Asked(names=spellings(name), country=country, only_in_country=True)
        found = self.names.similar(asked, at_least=at_least)
        return [one for one in found if one.reasons[0].kind != ReasonKind.INITIALS]

    def covering(self, name: str, country: str) -> Institution | None:
        """The one institution whose name holds every word of ``name``: it has merged, or grown a longer name."""
        meaning = read_name(plain(name))
        wanted = {word for word in meaning.folded.split() if len(word) >= SHORTEST_COVERED_WORD}
        if len(wanted) < 2:
            return None
        holders = [self.names.by_word.get(word, set()) for word in meaning.own]
        among = set.intersection(*holders) if holders else self.names.without_words.get(country, set())
        found = [pk for pk in among if self._holds(pk, wanted, country)]
        return self.institutions[found[0]] if len(found) == 1 else None

    def _holds(self, pk: int, wanted: set[str], country: str) -> bool:
        known = self.names.known[pk]
        return known.country == country and any(wanted <= set(name.folded.split()) for _text, name in known.names)

    def similar(self, name: str, code: str, country: str) -> list[Institution]:
        """Those a person might mean: by their names, else holders of the same town's codes where they are few."""
        found = [self.institutions[one.institution_id] for one in self._by_name(plain(name), country, SIMILAR)]
        neighbours = self.places.get(_place(code), []) if code else []
        return found[:MOST_NEIGHBOURS] or (neighbours if len(neighbours) <= MOST_NEIGHBOURS else [])

    def is_plausible(self, name: str, institution: Institution) -> bool:
        """Names in two languages share the town, or the beginning of a word of their own: Chalmers, Saxion, Latvia."""
        known, said = self.names.known[institution.pk], read_name(name).own
        telling = {word for _text, meaning in known.names for word in meaning.own if self._is_telling(word, known)}
        is_alike = {word[:SAME_BEGINNING] for word in telling} & {word[:SAME_BEGINNING] for word in said}
        return bool(is_alike) or any(known.around.is_place(word) for word in said)

    def _is_telling(self, word: str, known) -> bool:
        holders = self.names.by_word[word]
        return sum(1 for pk in holders if self.names.known[pk].country == known.country) < GENERIC_FROM


def spellings(name: str) -> tuple[str, ...]:
    """The name with and without what stands in brackets: a faculty, an acronym, a translation."""
    return tuple(dict.fromkeys((name, plain(name))))


def plain(name: str) -> str:
    return BRACKETS.sub("", name).strip() or name


def _place(code: str) -> str:
    return code.rstrip("0123456789")
