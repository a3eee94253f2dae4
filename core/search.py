"""The one search box: rooms register what they let people find, in a module ``search.py`` of their own.

Every source starts from its room's ``visible_to``, so a search can show nothing that its list would not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from core.search_text import prefix_query

SHOWN_AS_TYPED = 5
SHOWN_ON_PAGE = 20


@dataclass(frozen=True)
class SearchResult:
    """One line: what it is called, one sentence that tells it from its namesakes, and where it is."""

    title: str
    subtitle: str
    url: str


@dataclass(frozen=True)
class SearchSource:
    """What one room lets people find.

    ``queryset(user, text)``: matching rows the user may see, best first. ``result(row)``: its line.
    ``list_name``: the URL name of a list that understands ``?q=``, for "show all". ``vocabulary()``: words
    that everybody who has ``right`` may know; near misses are suggested from them.
    """

    name: str
    label: str | Promise
    right: str
    order: int
    queryset: Callable[[object, str], QuerySet]
    result: Callable[[object], SearchResult]
    list_name: str = ""
    vocabulary: Callable[[], Iterable[str]] | None = None

    def list_url(self, text: str) -> str:
        return f"{reverse(self.list_name)}?{urlencode({'q': text})}" if self.list_name else ""


@dataclass(frozen=True)
class Found:
    """The lines of one source, at most as many as were asked for, and whether there are more."""

    source: SearchSource
    results: list[SearchResult]
    has_more: bool
    all_url: str


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource):
    """Add a source; a room registers each of its own once."""
    _sources[source.name] = source


def sources_for(user) -> list[SearchSource]:
    """The sources ``user`` may ask, in the order of the page."""
    allowed = (source for source in _sources.values() if user.has_perm(source.right))
    return sorted(allowed, key=lambda source: (source.order, source.name))


def search(user, text: str, limit: int = SHOWN_ON_PAGE) -> list[Found]:
    """What ``user`` may see of what matches ``text``, source by source; nothing for a text without words."""
    if prefix_query(text) is None:
        return []
    found = (_ask(source, user, text, limit) for source in sources_for(user))
    return [part for part in found if part.results]


def _ask(source: SearchSource, user, text: str, limit: int) -> Found:
    rows = list(source.queryset(user, text)[: limit + 1])
    has_more = len(rows) > limit
    results = [source.result(row) for row in rows[:limit]]
    return Found(source, results, has_more, source.list_url(text) if has_more else "")
