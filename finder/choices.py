"""The choices that narrow the list, in groups, each with how many partners it would leave."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.search_text import fold
from finder.enums import PROGRAMMES, ROUND_FACTS, UNSTATED, Level
from finder.index import Index
from finder.question import Question

CHOICES_SHOWN = 6  # of a long group; the rest folds away

GROUPS = (
    ("level", gettext_lazy("My level")),
    ("field", gettext_lazy("My field")),
    ("language", gettext_lazy("Language of teaching")),
    ("programme", gettext_lazy("Programme")),
)


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
    def has_chosen_inside(self) -> bool:
        return any(choice.is_chosen for choice in self.inner)


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
    choices = [choice for facet in ROUND_FACTS for choice in _counted(facet, question, index)]
    return Group(_("When to apply"), tuple(choices))


def _counted(facet: str, question: Question, index: Index) -> list[Choice]:
    return _choices(facet, question, index, index.count_each(facet, question.matching(index, without=facet)))


def _choices(facet: str, question: Question, index: Index, counts: dict[str, int]) -> list[Choice]:
    made = question.chosen[facet]
    choices = [
        Choice(facet, value, index.words.name(facet, value), counts.get(value, 0), value in made)
        for value in {*counts, *made}
    ]
    return sorted(choices, key=_in_order)


def _in_order(choice: Choice):
    fixed = {"level": list(Level), "programme": list(PROGRAMMES)}.get(choice.facet, [])
    rank = fixed.index(choice.value) if choice.value in fixed else -choice.count
    return choice.value == UNSTATED, rank, fold(choice.label)


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
    by_name = tuple(sorted(inner, key=lambda choice: fold(choice.label)))
    return Choice(region.facet, region.value, region.label, region.count, region.is_chosen, by_name)
