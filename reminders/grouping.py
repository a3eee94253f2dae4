"""Alike things that a person sees to together stand as one: what a source says of it, and the one way to put them so.

Grouped are the rows that a page or a mail has read anyhow (docs/decisions/0015): the statement knows no groups.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from django.db.models import CharField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FEWEST = 3  # two say themselves what they are in as little room
MOST_NAMED = 2

Row = TypeVar("Row")


@dataclass(frozen=True)
class Naming:
    """That titles of a source name a person: to whom (``right`` in the row's unit), and the title for anybody else.

    Pages show nobody a row that they may not read; a mail goes to whose the date is, whatever their rights.
    """

    right: str
    without: Callable[[Any], str]


@dataclass(frozen=True)
class Grouping:
    """How the rows of one source are grouped.

    ``by`` parts them (a path or an expression: one group for each value, none for NULL); without it all rows of the
    source belong together. ``title(row, number, count)`` says what the group is and how many, from any of its rows:
    ``number`` for the grammar, ``count`` as it is shown ("9+"). ``member(row)`` is what one is called within the
    group, ``name(row)`` the group without a number. ``parts()`` are the values of ``by`` with their labels, for a
    filter. ``address(row)`` is the list of just these; dates have one of their own.
    """

    title: Callable[[Any, int, str], str]
    by: str | Combinable = ""
    member: Callable[[Any], str] = lambda row: row.title
    name: Callable[[Any], str] = lambda row: str(row.source.label)
    parts: Callable[[], Iterable[tuple[str, str]]] = lambda: ()
    address: Callable[[Any], str] = lambda row: ""

    def column(self) -> Cast:
        """The group of a row; NULL where it stands alone."""
        return Cast(self.by or Value(""), CharField())

    def is_of(self, key: str) -> Q:
        """The condition on rows that makes them of one group."""
        return Q(Exact(self.column(), Value(key)))


ALONE = Grouping(title=lambda row, number, count: row.title, by=Value(None, output_field=CharField()))
# Alone as well, on a page that has many of its kind: each is called by its own title there.
BY_TITLE = replace(ALONE, name=lambda row: row.title)


def put_together(rows: Iterable[Row], key: Callable[[Row], Hashable | None]) -> list[list[Row]]:
    """``rows`` in their order; ``FEWEST`` or more with the same ``key`` together at the place of the first.

    Where the key is None, and where they are fewer, each row is a list of its own.
    """
    keyed = [(row, key(row)) for row in rows]
    together: dict[Hashable, list[Row]] = {}
    for row, known in keyed:
        together.setdefault(known, []).append(row)
    found = []
    for row, known in keyed:
        if known is None or 0 < len(together[known]) < FEWEST:
            found.append([row])
        elif alike := together[known]:
            found.append(alike)
            together[known] = []  # they stand where the first of them does
    return found


def who(rows: list, member: Callable[[Any], str], *, is_cut: bool = False) -> str:
    """The first of a group by name: "Ada Lind, Bo Ek and 5 others". ``is_cut``: there are more than ``rows``."""
    names = ", ".join(member(row) for row in rows[:MOST_NAMED])
    more = len(rows) - MOST_NAMED
    if is_cut:
        return _("%(names)s and more") % {"names": names}
    return ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", more) % {
        "names": names,
        "count": more,
    }


def so_many(things: Callable[[int], str]) -> Callable[[Any, int, str], str]:
    """The title of most groups: "Stay to close: 7 stays". ``things(number)`` is the word, with its "%(count)s"."""

    def title(row, number: int, count: str) -> str:
        words = {"what": row.source.grouping.name(row), "things": things(number) % {"count": count}}
        return _("%(what)s: %(things)s") % words

    return title
