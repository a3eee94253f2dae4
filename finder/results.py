"""One page of answers: the partners found, what each choice would leave, and what to try when nothing is found."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.paging import Page, page_of
from core.search_text import fold
from finder.cards import Card, card_of
from finder.enums import PROGRAMMES, UNSTATED, Level
from finder.index import Index
from finder.question import Question
from finder.shelves import flat

PAGE_SIZE = 20
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


@dataclass(frozen=True)
class Chip:
    """Something asked for, and the address without it. ``count``: how many partners there would be then."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Results:
    """What the list page shows. ``found`` is the bit set that list, map and number share."""

    cards: list[Card]
    page: Page
    heading: str
    groups: list[Group]
    chips: list[Chip]
    ways_out: list[Chip]
    suggestion: Chip | None


def found_by(question: Question, index: Index) -> int:
    """The partners asked for, as one bit set: the list, the map and the number are all drawn from it."""
    return flat(question.matching(index))


def results_of(question: Question, index: Index) -> Results:
    shelves = question.matching(index)
    found = flat(shelves)
    page = page_of(found.bit_count(), question.page, question.query, PAGE_SIZE)
    shown = index.partners_in(found, page.first - 1, page.last) if page.total else []
    chips = chips_of(question, index)
    return Results(
        cards=[card_of(partner, index.offers_in(number, shelves), index.words) for number, partner in shown],
        page=page,
        heading=heading_of(found, index),
        groups=groups_of(question, index),
        chips=chips,
        ways_out=[] if found else _ways_out(question, index),
        suggestion=None if found else _suggestion(question, index),
    )


def heading_of(found: int, index: Index) -> str:
    """ "34 universities", or partners where companies and others are among them."""
    count = found.bit_count()
    words = {"count": number_format(count, force_grouping=True)}
    if index.are_universities(found):
        return ngettext("%(count)s university", "%(count)s universities", count) % words
    return ngettext("%(count)s partner", "%(count)s partners", count) % words


def chips_of(question: Question, index: Index) -> list[Chip]:
    """Everything that was asked for, each with the address without it."""
    chips = [Chip(f"“{question.text}”", question.address(q=None))] if question.text else []
    for facet, values in question.chosen.items():
        chips += [Chip(named(facet, value, index), question.without(facet, value)) for value in values]
    return chips


def named(facet: str, value: str, index: Index) -> str:
    """What a choice is called where its group is not in sight: "Level not stated"."""
    if value == UNSTATED:
        return f"{dict(GROUPS)[facet]}: {index.words.name(facet, value)}"
    return index.words.name(facet, value)


def groups_of(question: Question, index: Index) -> list[Group]:
    """The choices that lead somewhere, and those already made, most partners first."""
    groups = [_group(facet, label, question, index) for facet, label in GROUPS]
    groups.append(_places(question, index))
    return [group for group in groups if group.choices]


def _group(facet: str, label, question: Question, index: Index) -> Group:
    choices = _choices(facet, question, index, index.count_each(facet, question.matching(index, without=facet)))
    return Group(str(label), *_folded(choices))


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


def _ways_out(question: Question, index: Index) -> list[Chip]:
    """For a question without an answer: what would be found with one part of it taken off."""
    parts = [("q", question.text)] if question.text else []
    parts += [(facet, value) for facet, values in question.chosen.items() for value in values]
    if len(parts) == 1:
        return []
    ways = []
    for facet, value in parts:
        url = question.address(q=None) if facet == "q" else question.without(facet, value)
        name = f"“{value}”" if facet == "q" else named(facet, value, index)
        count = found_by(question.less(facet, value), index).bit_count()
        if count:
            ways.append(Chip(name, url, count))
    return ways


def _suggestion(question: Question, index: Index) -> Chip | None:
    """The words respelled, where that finds something: with the other choices, or without them."""
    text = index.searched.suggestion(question.text) if question.text else ""
    if not text:
        return None
    for url, asked in (
        (question.address(q=text), question.saying(text)),
        (question.only_text(text), question.saying(text, alone=True)),
    ):
        if count := found_by(asked, index).bit_count():
            return Chip(text, url, count)
    return None
