"""The choices that narrow the list, in groups, each with how many partners it would leave."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.search_text import fold
from finder.enums import PROGRAMMES, UNSTATED, Level
from finder.index import Index
from finder.nesting import NESTED, around, parent_of
from finder.question import Question
from finder.shelves import Shelves
from mobility.enums import Term

CHOICES_SHOWN = 6  # of a long group; the rest folds away

GROUPS = (
    ("level", gettext_lazy("My level")),
    ("field", gettext_lazy("My field")),
    ("language", gettext_lazy("Language of teaching")),
    ("programme", gettext_lazy("Programme")),
    ("network", gettext_lazy("Network")),
    ("term", gettext_lazy("Term")),
    ("cost", gettext_lazy("Cost")),
)
# What the choices inside a choice are.
INSIDE = {
    "field": gettext_lazy("Within %(choice)s"),
    "language": gettext_lazy("The level I have in %(choice)s"),
    "programme": gettext_lazy("By which agreement"),
    "region": gettext_lazy("Countries of %(choice)s"),
}
ROUND_GROUP = ("places", "deadline")
# Those that stand in an order of their own; the others by how many they would leave.
RANKS = {
    facet: {value: rank for rank, value in enumerate(values)}
    for facet, values in (("level", Level), ("programme", PROGRAMMES), ("term", Term))
}
folded = lru_cache(maxsize=4096)(fold)  # the same few hundred names on every page


@dataclass(frozen=True)
class Choice:
    """One choice of a group: how many partners it would leave, and whether it is made."""

    facet: str
    value: str
    label: str
    count: int
    is_chosen: bool
    inner: tuple["Choice", ...] = ()

    @property
    def mark(self) -> str:
        """What tells it from every other choice of the page."""
        return f"{self.facet}-{self.value}"

    @property
    def is_open(self) -> bool:
        """Whether what lies inside is in sight: who chose a field goes on to what is in it."""
        goes_on = self.is_chosen and self.facet in NESTED
        return bool(self.inner) and (goes_on or any(choice.is_chosen or choice.is_open for choice in self.inner))

    @property
    def inside(self) -> str:
        """What the choices inside are."""
        return str(INSIDE[self.facet]) % {"choice": self.label}


@dataclass(frozen=True)
class Group:
    """Choices of one kind; ``more`` are folded away until somebody asks for them."""

    label: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


def groups_of(question: Question, index: Index) -> list[Group]:
    """The choices that lead somewhere, and those already made, most partners first."""
    groups = [_rounds(question, index)]
    groups += [Group(str(label), *_folded(_counted(facet, question, index))) for facet, label in GROUPS]
    groups.append(_places(question, index))
    return [group for group in groups if group.choices]


def _rounds(question: Question, index: Index) -> Group:
    """Facts about the rounds of applications that are not over, each a filter of its own: both may be asked for."""
    choices = [choice for facet in ROUND_GROUP for choice in _counted(facet, question, index)]
    return Group(_("When to apply"), tuple(choices))


def _counted(facet: str, question: Question, index: Index) -> list[Choice]:
    among = question.matching(index, without=facet)
    if facet in NESTED:
        return _inside(facet, "", question, index, among)
    return _choices(facet, question, index, index.count_each(facet, among))


def _inside(facet: str, outer: str, question: Question, index: Index, among: Shelves) -> list[Choice]:
    """The choices right inside ``outer`` ("": those at the top); of a chosen one also what lies in it, step by step."""
    made = question.chosen[facet]
    on_the_way = {one for value in made for one in (value, *around(facet, value))}
    here = [value for value in {*index.facets[facet], *on_the_way} if parent_of(facet, value) == outer]
    counts = index.count_each(facet, among, here)
    choices = [
        Choice(
            facet,
            value,
            index.words.name(facet, value),
            counts.get(value, 0),
            value in made,
            tuple(_inside(facet, value, question, index, among)) if value in on_the_way else (),
        )
        for value in here
        if value in counts or value in on_the_way
    ]
    return sorted(choices, key=_in_order)


def _choices(facet: str, question: Question, index: Index, counts: dict[str, int]) -> list[Choice]:
    made = question.chosen[facet]
    choices = [
        Choice(facet, value, index.words.name(facet, value), counts.get(value, 0), value in made)
        for value in {*counts, *made}
    ]
    return sorted(choices, key=_in_order)


def _in_order(choice: Choice):
    if choice.facet == "language" and parent_of("language", choice.value):
        return False, 0, choice.value
    rank = RANKS.get(choice.facet, {}).get(choice.value, -choice.count)
    return choice.value == UNSTATED, rank, folded(choice.label)


def _folded(choices: list[Choice]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """The first choices and every one made; then the rest, when it is worth a fold."""
    if len(choices) <= CHOICES_SHOWN + 2:
        return tuple(choices), ()
    first = [choice for place, choice in enumerate(choices) if place < CHOICES_SHOWN or choice.is_chosen]
    return tuple(first), tuple(choice for choice in choices if choice not in first)


def _places(question: Question, index: Index) -> Group:
    """Continents, each with its countries inside."""
    among = question.matching(index, without="place")
    countries = _choices("country", question, index, index.count_each("country", among))
    around = {index.words.regions[country.value]: 0 for country in countries}
    regions = _choices("region", question, index, around | index.count_each("region", among))
    nested = tuple(_with_countries(region, countries, index) for region in regions)
    return Group(_("Where"), nested)


def _with_countries(region: Choice, countries: Iterable[Choice], index: Index) -> Choice:
    inner = [country for country in countries if index.words.regions[country.value] == region.value]
    by_name = tuple(sorted(inner, key=lambda choice: folded(choice.label)))
    return Choice(region.facet, region.value, region.label, region.count, region.is_chosen, by_name)
