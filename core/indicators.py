"""Figures that rooms work out of their own rows for a unit and an academic year; the quality room reads them.

A room registers a ``Figure`` in its ``indicators.py``. A figure counts rows and names nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

HUNDRED = Decimal(100)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Figure:
    """One figure: ``compute(unit, first_year)`` counts for the unit and everything below it in one academic year.

    It answers None where there is nothing to measure, which is another thing than nought. A share is in per cent.
    """

    name: str
    label: Any  # translated when it is shown, as ``measured_in``
    compute: Callable[[Any, int], Decimal | None]
    measured_in: Any = ""
    is_share: bool = False


_figures: dict[str, Figure] = {}


def register(*figures: Figure):
    """Add figures; one of the same name takes the place of the earlier one."""
    _figures.update({figure.name: figure for figure in figures})


def all_figures() -> list[Figure]:
    """Every figure of the house, in the order of the rooms."""
    return list(_figures.values())


def figure_named(name: str) -> Figure | None:
    """None for a name that nobody registered, as of a room that is no longer there."""
    return _figures.get(name)


def share_of(part, whole) -> Decimal | None:
    """``part`` in per cent of ``whole``, with two places; None of nothing."""
    return (Decimal(part) * HUNDRED / Decimal(whole)).quantize(CENT) if whole else None
