"""What was asked, part by part, with the address without it; and what would find something when that finds nothing."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from finder.choices import GROUPS
from finder.enums import UNSTATED
from finder.index import Index
from finder.nesting import narrowed
from finder.question import Question
from finder.shelves import flat

MOST_ALONE = 6
CAN_BE_UNSTATED = ("level", "field", "language")


@dataclass(frozen=True)
class Chip:
    """Something asked for, and an address that asks otherwise. ``count``: how many partners there would be then."""

    label: str
    url: str
    count: int | None = None


def chips_of(question: Question, index: Index) -> list[Chip]:
    """Everything that was asked for, each with the address without it."""
    return [Chip(_label(*part, index), _without(*part, question)) for part in _parts(question)]


def named(facet: str, value: str, index: Index) -> str:
    """What a choice is called where its group is not in sight: "Level not stated"."""
    if value == UNSTATED:
        return f"{dict(GROUPS)[facet]}: {index.words.name(facet, value)}"
    return index.words.name(facet, value)


def ways_out(question: Question, index: Index) -> list[Chip]:
    """For a question without an answer: what would be found with one part of it taken off."""
    parts = [part for part in _parts(question) if not question.less(*part).is_empty]
    ways = [
        Chip(_label(*part, index), _without(*part, question), _count(question.less(*part), index)) for part in parts
    ]
    return [way for way in ways if way.count]


def ways_alone(question: Question, index: Index) -> list[Chip]:
    """Where no single part is to blame: what each would find by itself, the most first."""
    parts = _parts(question)
    if len(parts) < 3:  # of two, taking one off leaves the other alone
        return []
    ways = [Chip(_label(*part, index), question.only(*part), _count(question.alone(*part), index)) for part in parts]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)[:MOST_ALONE]


def unstated_too(question: Question, found: int, index: Index) -> list[Chip]:
    """Who is not found only because the register does not say: how many more, and the address that lists them too."""
    more = []
    for facet in CAN_BE_UNSTATED:
        values = question.chosen[facet]
        if not values or UNSTATED in values:
            continue
        wider = (*values, UNSTATED)
        asked = replace(question, chosen={**question.chosen, facet: wider})
        count = (flat(asked.matching(index)) & ~found).bit_count()
        if count:
            more.append(Chip(_sentence(facet, count), question.address(**{facet: wider}), count))
    return more


def suggestion(question: Question, index: Index) -> Chip | None:
    """The words respelled, where that finds something: with the other choices, or without them."""
    text = index.searched.suggestion(question.text) if question.text else ""
    if not text:
        return None
    for url, asked in (
        (question.address(q=text), question.saying(text)),
        (question.only_text(text), question.saying(text, alone=True)),
    ):
        if count := _count(asked, index):
            return Chip(text, url, count)
    return None


def _parts(question: Question) -> list[tuple[str, str]]:
    """What was asked for; not the choices around another that is made: that one says it more exactly."""
    parts = [("q", question.text)] if question.text else []
    parts += [("box", str(question.box))] if question.box is not None else []
    return parts + [(facet, value) for facet, values in question.chosen.items() for value in narrowed(facet, values)]


def _label(facet: str, value: str, index: Index) -> str:
    if facet == "box":
        return _("This section of the map")
    return f"“{value}”" if facet == "q" else named(facet, value, index)


def _without(facet: str, value: str, question: Question) -> str:
    return question.address(q=None) if facet == "q" else question.without(facet, value)


def _count(question: Question, index: Index) -> int:
    return flat(question.matching(index)).bit_count()


def _sentence(facet: str, count: int) -> str:
    sentences = {
        "level": ngettext("%d more does not say for which level.", "%d more do not say for which level.", count),
        "field": ngettext("%d more does not say for which field.", "%d more do not say for which field.", count),
        "language": ngettext("%d more does not say in which language.", "%d more do not say in which language.", count),
    }
    return sentences[facet] % count
