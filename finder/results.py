"""One page of answers: the partners found, what each choice would leave, and what to try when nothing is found."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import ngettext

from core.paging import Page, page_of
from finder.cards import Card, card_of
from finder.chips import Chip, chips_of, suggestion, unstated_too, ways_alone, ways_out
from finder.choices import Group, groups_of
from finder.enums import Sort
from finder.index import Index
from finder.question import Question
from finder.shelves import flat

PAGE_SIZE = 20


@dataclass(frozen=True)
class SortLink:
    """One order of the list. Orders by what nobody here has are not offered."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Results:
    """What the list page shows. The last four say what else could be asked, where that would find somebody."""

    cards: list[Card]
    page: Page
    heading: str
    groups: list[Group]
    chips: list[Chip]
    sorts: list[SortLink]
    unstated: list[Chip]
    ways_out: list[Chip]
    ways_alone: list[Chip]
    suggestion: Chip | None


def found_by(question: Question, index: Index) -> int:
    """The partners asked for, as one bit set: the list, the map and the number are all drawn from it."""
    return flat(question.matching(index))


def results_of(question: Question, index: Index) -> Results:
    shelves = question.matching(index)
    found = flat(shelves)
    page = page_of(found.bit_count(), question.page, question.query, PAGE_SIZE)
    shown = index.partners_in(found, page.first - 1, page.last, question.sort) if page.total else []
    ways = [] if found else ways_out(question, index)
    return Results(
        cards=[card_of(partner, index.offers_in(number, shelves), index.words) for number, partner in shown],
        page=page,
        heading=heading_of(found, index),
        groups=groups_of(question, index),
        chips=chips_of(question, index),
        sorts=sorts_of(question, index) if page.total > 1 else [],
        unstated=unstated_too(question, found, index),
        ways_out=ways,
        ways_alone=[] if found or ways else ways_alone(question, index),
        suggestion=None if found else suggestion(question, index),
    )


def sorts_of(question: Question, index: Index) -> list[SortLink]:
    """By name, by what rounds say while there are any, by distance where places are known; none where there is one."""
    offered = [sort for sort in Sort if sort not in index.orders or index.can_sort(sort)]
    if len(offered) == 1:
        return []
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
