"""How a choice of the list looks whatever is asked: made once in a language, for a page shows hundreds of them."""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.translation import gettext_lazy

from core.search_text import fold
from finder.enums import PROGRAMMES, UNSTATED, Level
from finder.nesting import parent_of
from mobility.enums import Term

# What the choices inside a choice are.
INSIDE = {
    "field": gettext_lazy("Within %(choice)s"),
    "language": gettext_lazy("The level I have in %(choice)s"),
    "programme": gettext_lazy("By which agreement"),
    "region": gettext_lazy("Countries of %(choice)s"),
}
# Those that stand in an order of their own; the others by how many they would leave.
RANKS = {
    facet: {value: rank for rank, value in enumerate(values)}
    for facet, values in (("level", Level), ("programme", PROGRAMMES), ("term", Term))
}


class Face(NamedTuple):
    """``outer``: the choice around it. ``mark``: what tells it from every other choice of the page.

    What ends in ``_html`` is escaped. ``rank`` is its place among its like, None where their counts decide.
    """

    facet: str
    value: str
    label: str
    by_name: str
    outer: str
    rank: int | None
    is_last: bool
    mark_html: str
    value_html: str
    label_html: str
    inside_html: str


class Faces(dict[str, Face]):
    """Value → face of one facet in the reader's language, each made when it is first asked for."""

    def __init__(self, facet: str, spelled: Callable[[str, str], str]):
        super().__init__()
        self.facet, self.spelled = facet, spelled

    def __missing__(self, value: str) -> Face:
        face = self[value] = self._made(value)
        return face

    def _made(self, value: str) -> Face:
        label = self.spelled(self.facet, value)
        outer = parent_of(self.facet, value)
        is_level = self.facet == "language" and bool(outer)
        return Face(
            facet=self.facet,
            value=value,
            label=label,
            by_name=value if is_level else fold(label),
            outer=outer,
            rank=0 if is_level else RANKS.get(self.facet, {}).get(value),
            is_last=value == UNSTATED,
            mark_html=escape(f"{self.facet}-{value}"),
            value_html=escape(value),
            label_html=escape(label),
            inside_html=escape(str(INSIDE.get(self.facet, "")) % {"choice": label}),
        )
