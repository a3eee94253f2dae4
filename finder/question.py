"""What a student asked, read from the address without trust, and the address of any change to it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from core.addresses import address_with
from core.search_text import fold
from finder.enums import COSTS, PROGRAMMES, ROUND_FACTS, UNSTATED, Level, Sort
from finder.index import FACETS, Index
from finder.map_box import Box, partners_within, read_box
from finder.nesting import NESTED, is_nested_value, narrowed
from finder.shelves import Shelves, both, either, on_every_shelf
from reference.enums import Continent

LONGEST_TEXT = 200
MOST_CHOICES = 50  # of one facet in one address
LONGEST_SHOWN = 40


@dataclass(frozen=True)
class Question:
    """``chosen`` holds the known choices of each facet; ``problems`` says what of the address was left out.

    ``typed`` is what stands in the search, ``text`` what is searched for: the same, unless ``typed`` finds nothing at
    all and something near does.
    """

    text: str
    chosen: dict[str, tuple[str, ...]]
    view: str
    page: str
    problems: tuple[str, ...]
    query: QueryDict
    typed: str = ""
    sort: str = Sort.NAME
    box: Box | None = None

    @property
    def is_respelled(self) -> bool:
        return self.typed != self.text

    @property
    def exact_address(self) -> str:
        """The address that searches for what was typed, to the letter."""
        return self.address(exact="1")

    @property
    def wants_map(self) -> bool:
        """On a telephone, where there is room for one of the two."""
        return self.view == "map"

    @property
    def is_by_distance(self) -> bool:
        return self.sort == Sort.DISTANCE

    @property
    def is_empty(self) -> bool:
        return not self.text and self.box is None and not any(self.chosen.values())

    @property
    def is_only_a_section(self) -> bool:
        """Whether nothing is asked but where on the map."""
        return self.box is not None and replace(self, box=None).is_empty

    def matching(self, index: Index, *, without: str = "") -> Shelves:
        """The offers asked for; ``without`` leaves one facet (or "q", the words) out of the question."""
        asked = [index.everything]
        if without != "q" and (worded := index.matching(self.text)) is not None:
            asked.append(worded)
        asked += [
            index.having(facet, narrowed(facet, self.chosen[facet]))
            for facet in PLAIN_FACETS
            if facet != without and self.chosen[facet]
        ]
        if without != "place":
            asked.append(self._places(index))
        if self.box is not None:
            asked.append(on_every_shelf(partners_within(self.box, index), index.everything))
        return both(*asked)

    def _places(self, index: Index) -> Shelves:
        """Any of the regions or countries; a region in which a country is chosen too is narrowed to the country."""
        countries = self.chosen["country"]
        narrowed = {index.words.regions.get(country) for country in countries}
        regions = [region for region in self.chosen["region"] if region not in narrowed]
        if not countries and not regions:
            return index.everything
        parts = [index.having("country", countries)] if countries else []
        return either(*parts, *([index.having("region", regions)] if regions else []))

    def saying(self, text: str, *, alone: bool = False) -> "Question":
        """The same question with other words; ``alone``: with nothing else."""
        chosen = dict.fromkeys(self.chosen, ()) if alone else self.chosen
        return replace(self, text=text, chosen=chosen, box=None if alone else self.box)

    def less(self, facet: str, value: str) -> "Question":
        """The question with one part of it taken off."""
        if facet == "q":
            return self.saying("")
        if facet == "box":
            return replace(self, box=None)
        rest = tuple(chosen for chosen in self.chosen[facet] if chosen != value)
        return replace(self, chosen={**self.chosen, facet: rest})

    def alone(self, facet: str, value: str) -> "Question":
        """The question with nothing but one part of it."""
        if facet == "q":
            return self.saying(value, alone=True)
        if facet == "box":
            return replace(self, text="", chosen=dict.fromkeys(self.chosen, ()))
        return replace(self, text="", box=None, chosen={**dict.fromkeys(self.chosen, ()), facet: (value,)})

    def only(self, facet: str, value: str) -> str:
        """The address that asks for one part and nothing else."""
        return address_with(self.query, without=[*FACETS, "q", "box", "page", "exact"], **{facet: value})

    def without(self, facet: str, value: str) -> str:
        """The address of the same question with one choice taken off."""
        if facet == "box":
            return self.address(box=None)
        return self.address(**{facet: self.less(facet, value).chosen[facet]})

    def address(self, **changes) -> str:
        """The address of the same question with something changed; other words are not to be taken to the letter."""
        without = ["page", "exact"] if "q" in changes else ["page"]
        return address_with(self.query, without=without, **changes)

    def only_text(self, text: str) -> str:
        """The address that asks for ``text`` and nothing else."""
        return address_with(self.query, without=[*FACETS, "box", "page", "exact"], q=text)


PLAIN_FACETS = tuple(facet for facet in FACETS if facet not in ("region", "country"))


def read_question(query: QueryDict, index: Index) -> Question:
    """Known choices of the address; each part that makes no sense becomes a sentence instead of an error."""
    problems: list[str] = []
    text = " ".join(query.get("q", "").split())
    if len(text) > LONGEST_TEXT:
        text = text[:LONGEST_TEXT]
        problems.append(_("Only the first %(count)s characters of the search were used.") % {"count": LONGEST_TEXT})
    elif text and not fold(text):
        problems.append(_("The search has no letters or digits, so nothing was searched for."))
    chosen = {}
    for facet in FACETS:
        asked = list(dict.fromkeys(query.getlist(facet)))[:MOST_CHOICES]
        chosen[facet] = tuple(value for value in asked if is_known(facet, value, index))
        problems += _unknown(value for value in asked if value and value not in chosen[facet])
    box = read_box(query.get("box", ""))
    if query.get("box") and box is None:
        problems.append(_("The section of the map could not be read and was left out."))
    view = "map" if query.get("view") == "map" else "list"
    sort = query.get("sort", "")
    sort = sort if sort in Sort.values else Sort.NAME
    kept = _cleaned(query, text, chosen, view, sort)
    if box is not None:
        kept["box"] = str(box)
    meant = text if "exact" in kept else index.meant_by(text)
    return Question(
        meant, chosen, view, query.get("page", ""), tuple(problems[:3]), kept, typed=text, sort=sort, box=box
    )


def is_known(facet: str, value: str, index: Index) -> bool:
    """Whether the choice exists at all, even when nothing is published under it now."""
    if value == UNSTATED:
        return facet in ("level", "field", "language")
    known = {
        "level": Level.values,
        "field": index.words.fields,
        "language": index.words.languages,
        "programme": PROGRAMMES,
        "network": index.words.networks,
        "cost": COSTS,
        "region": Continent.values,
        "country": index.words.countries,
        **ROUND_FACTS,
    }
    return is_nested_value(facet, value, known[facet]) if facet in NESTED else value in known[facet]


def _unknown(values: Iterable[str]) -> list[str]:
    return [
        _("“%(value)s” is not a choice here and was left out.") % {"value": value[:LONGEST_SHOWN]} for value in values
    ]


def _cleaned(query: QueryDict, text: str, chosen: dict, view: str, sort: str) -> QueryDict:
    """The address without what was left out, so that links on the page do not carry it on."""
    cleaned = QueryDict(mutable=True)
    if text:
        cleaned["q"] = text
        if query.get("exact") == "1":
            cleaned["exact"] = "1"
    for facet, values in chosen.items():
        if values:
            cleaned.setlist(facet, values)
    if view == "map":
        cleaned["view"] = view
    if sort != Sort.NAME:
        cleaned["sort"] = sort
    return cleaned
