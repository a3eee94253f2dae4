"""Ways that a higher room opens on a page of a lower one, which knows nothing of it.

A room registers a ``Way`` in its ``panels.py``. A list page shows those of its ``list_name`` among its exports,
asking with its address; a page of other things asks ``ways_from`` about each of them.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Way:
    """A link on ``page``, for those with ``right``. ``address(about, user)``: "" where there is no way.

    ``about`` is the query of a list (a ``QueryDict``), else what the page is about. Asked once for each row of a
    page it must ask the database nothing.
    """

    page: str
    name: str
    label: str | Promise
    address: Callable[[Any, Any], str]
    right: str = ""


_ways: dict[str, dict[str, Way]] = defaultdict(dict)


def register(way: Way):
    """Add ``way`` to its page; one of the same name takes the place of the earlier one."""
    _ways[way.page][way.name] = way


def ways_from(page: str, about, user) -> list[dict]:
    """``{"label", "url"}`` of each that leads somewhere for ``user``."""
    allowed = [way for way in _ways[page].values() if not way.right or user.has_perm(way.right)]
    found = ((way.label, way.address(about, user)) for way in allowed)
    return [{"label": label, "url": url} for label, url in found if url]
