"""All institutions at hand: by code, and by name within a country. Asks no database after ``load``."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from core.search_text import fold
from partners.models import Alias, Institution
from reference.erasmus_codes import possible_readings, prefix_of, without_local_tail
from reference.models import ErasmusPrefix

SURE = 90  # of 100: the same name, apart from spelling
MARGIN = 5  # by which the best name must beat the next
SIMILAR = 75  # worth showing to a person
GENERIC_FROM = 5  # a word in so many names of a country says nothing
CANDIDATES = 25
MOST_NEIGHBOURS = 3
SHORTEST_TELLING_WORD = 3
SHORTEST_COVERED_WORD = 4
WORDS_OF_KIND = frozenset(
    """
    and das degli del dei della der des die egyetem for fuer fur het instituto institut institute istituto instytut las
    les los sociedad studi the und universidad universidade universita universitas universitaet universitat
    universitatea universite universiteit universiteti universitesi universitet universitetet university univerza
    univerzita univerzitet universitate universitates uniwersytet van von yliopisto yliopiston ulikool
    hogskola hogskolan hochschule hogeschool college school ecole escuela escola scuola
    """.split()  # noqa: SIM905 (a list of quoted words hides the words)
)
BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")


@dataclass
class PartnerIndex:
    """What ``partner_matching`` asks; names are folded, countries two-letter codes."""

    by_code: dict[str, Institution] = field(default_factory=dict)
    by_country: dict[str, dict[int, Institution]] = field(default_factory=lambda: defaultdict(dict))
    names: dict[str, dict[tuple[int, int], str]] = field(default_factory=lambda: defaultdict(dict))
    names_of: dict[int, tuple[str, ...]] = field(default_factory=dict)
    holders_of: dict[str, dict[str, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    places: dict[str, list[Institution]] = field(default_factory=lambda: defaultdict(list))
    prefix_countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def load(cls) -> "PartnerIndex":
        aliases = defaultdict(list)
        for institution_id, name in Alias.objects.values_list("institution", "name"):
            aliases[institution_id].append(name)
        index = cls()
        for institution in Institution.objects.defer("charter_facts", "description", "remarks").order_by("pk"):
            index.add(institution, aliases[institution.pk])
        for prefix, country in ErasmusPrefix.objects.values_list("prefix", "country"):
            index.prefix_countries[prefix].add(country)
        return index

    def add(self, institution: Institution, aliases: list[str]):
        """Take one institution in; an alias that is a code is one it had before."""
        country = institution.country_id
        if institution.erasmus_code:
            self.by_code[institution.erasmus_code] = institution
            self.places[_place(institution.erasmus_code)].append(institution)
        self.by_country[country][institution.pk] = institution
        written = (institution.name, institution.legal_name, institution.native_name, *aliases)
        folded = tuple(dict.fromkeys(fold(name) for name in written if name))
        self.names_of[institution.pk] = folded
        self.names[country].update({(institution.pk, place): _sorted(name) for place, name in enumerate(folded)})
        for word in {word for name in folded for word in name.split()}:
            self.holders_of[country][word].add(institution.pk)
        for alias in aliases:
            for code in possible_readings(alias)[:1]:
                self.by_code.setdefault(code, institution)

    def reading(self, written: str, country: str) -> str:
        """The code in its one form: one that exists, else the first whose country can be the row's, else nothing."""
        readings = possible_readings(without_local_tail(written)) if written else []
        known = next((code for code in readings if code in self.by_code), "")
        return known or next((code for code in readings if self._may_be_in(code, country)), "")

    def _may_be_in(self, code: str, country: str) -> bool:
        countries = self.prefix_countries.get(prefix_of(code))
        return not countries or country in countries

    def likeness(self, name: str, institution: Institution) -> float:
        """0 to 100: how much of ``name`` the institution's names share."""
        pairs = (
            (own_words(one), own_words(other)) for one in spellings(name) for other in self.names_of[institution.pk]
        )
        return max((fuzz.token_set_ratio(*pair) for pair in pairs), default=0)

    def surely_called(self, name: str, country: str) -> Institution | None:
        """The one institution of the country with this name, apart from spelling."""
        best: dict[int, float] = {}
        for wanted in spellings(name):
            found = process.extract(
                _sorted(wanted), self.names[country], scorer=fuzz.ratio, score_cutoff=SURE - MARGIN, limit=4
            )
            for _text, score, (pk, _position) in found:
                best[pk] = max(score, best.get(pk, 0))
        ranked = sorted(best.items(), key=lambda pair: -pair[1])
        if not ranked or ranked[0][1] < SURE:
            return None
        is_alone = len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= MARGIN
        return self.by_country[country][ranked[0][0]] if is_alone else None

    def covering(self, name: str, country: str) -> Institution | None:
        """The one institution whose name holds every word of ``name``: it has merged, or grown a longer name."""
        wanted = {word for word in fold(plain(name)).split() if len(word) >= SHORTEST_COVERED_WORD}
        if len(wanted) < 2:
            return None
        found = set.intersection(*(self.holders_of[country].get(word, set()) for word in wanted))
        return self.by_country[country][found.pop()] if len(found) == 1 else None

    def similar(self, name: str, code: str, country: str) -> list[Institution]:
        """Those a person might mean: by their names, else holders of the same town's codes where they are few."""
        wanted = _sorted(fold(plain(name)))
        shared = process.extract(wanted, self.names[country], scorer=fuzz.token_set_ratio, limit=CANDIDATES)
        scored = sorted(((_vague_likeness(wanted, text), key[0]) for text, _score, key in shared), reverse=True)
        close = dict.fromkeys(pk for score, pk in scored if score >= SIMILAR)
        found = [self.by_country[country][pk] for pk in close]
        neighbours = self.places.get(_place(code), []) if code else []
        return found[:MOST_NEIGHBOURS] or (neighbours if len(neighbours) <= MOST_NEIGHBOURS else [])

    def is_plausible(self, name: str, institution: Institution) -> bool:
        """Names in two languages share the town or a word of their own: Chalmers, Saxion, Tartu."""
        wanted = fold(name)
        holders_of = self.holders_of[institution.country_id]
        known = own_words(fold(f"{institution.name} {institution.legal_name}")).split()
        long_words = (word for word in known if len(word) >= SHORTEST_TELLING_WORD)
        telling = {word for word in long_words if len(holders_of[word]) < GENERIC_FROM}
        stem = fold(institution.city)[:5]
        return bool(telling & set(wanted.split())) or (bool(stem) and f" {stem}" in f" {wanted}")


def spellings(name: str) -> set[str]:
    """The folded name with and without what stands in brackets: a faculty, an acronym, a translation."""
    return {fold(name), fold(plain(name))}


def own_words(folded: str) -> str:
    """A folded name without words of kind: "universidad de cadiz" and "universidad de cordoba" share nothing."""
    return " ".join(word for word in folded.split() if len(word) > 2 and word not in WORDS_OF_KIND) or folded


def plain(name: str) -> str:
    return BRACKETS.sub("", name).strip() or name


def _place(code: str) -> str:
    return code.rstrip("0123456789")


def _sorted(folded: str) -> str:
    """The words in order of the alphabet: names are compared whatever the order of their words."""
    return " ".join(sorted(folded.split()))


def _vague_likeness(one: str, other: str) -> float:
    """Half for the whole name, half for the words both have."""
    return (fuzz.ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2
