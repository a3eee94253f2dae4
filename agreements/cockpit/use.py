"""What upper rooms say about the use of agreements: each a column of the renewals, drawn only where there is one.

Agreements lie below the rooms that know who went where, so those register what they know.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class UseColumn:
    """``values(user, ids)``: words for each agreement, by key, in one query; those with nothing to say are left out."""

    name: str
    label: Any
    values: Callable[[object, Collection[int]], dict[int, str]]
    order: int = 50


_columns: dict[str, UseColumn] = {}


def register(column: UseColumn):
    """Add ``column``; one of the same name takes the place of the earlier."""
    _columns[column.name] = column


def unregister(name: str):
    _columns.pop(name, None)


def use_columns() -> list[UseColumn]:
    return sorted(_columns.values(), key=lambda column: (column.order, column.name))
