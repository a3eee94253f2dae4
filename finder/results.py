"""One page of answers: the partners found, what each choice would leave, and what to try when nothing is found."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import ngettext

from core.paging import Page, page_of
from finder.cards import Card, card_of
from finder.choices import GROUPS, Group, groups_of
from finder.enums import UNSTATED, Sort
from finder.index import Index
from finder.question import Question
from finder.shelves import flat

PAGE_SIZE = 20


@dataclass(frozen=True)
class Chip:
    """Something asked for, and the address without it. ``count``: how many partners there would be then."""

    label: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class SortLink:
    """One order of the list. Orders by what nobody here has are not offered."""

    label: str
    url: str
    is_current: bool


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
    sorts: list[SortLink]


def found_by(question: Question, index: Index) -> int:
    """The partners asked for, as one bit set: the list, the map and the number are all drawn from it."""
    return flat(question.matching(index))


def results_of(question: Question, index: Index) -> Results:
    shelves = question.matching(index)
    found = flat(shelves)
    page = page_of(found.bit_count(), question.page, question.query, PAGE_SIZE)
    shown = index.partners_in(found, page.first - 1, page.last, question.sort) if page.total else []
    chips = chips_of(question, index)
    return Results(
        cards=[card_of(partner, index.offers_in(number, shelves), index.words) for number, partner in shown],
        page=page,
        heading=heading_of(found, index),
        groups=groups_of(question, index),
        chips=chips,
        ways_out=[] if found else _ways_out(question, index),
        suggestion=None if found else _suggestion(question, index),
        sorts=sorts_of(question, index) if page.total > 1 else [],
    )


def sorts_of(question: Question, index: Index) -> list[SortLink]:
    """By name always; by what rounds say while there are any, by distance where places are known."""
    offered = [sort for sort in Sort if sort not in index.orders or index.can_sort(sort)]
    return [
        SortLink(
            str(sort.label), question.address(sort=None if sort is Sort.NAME else sort.value), sort == question.sort
        )
        for sort in offered
    ]


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
