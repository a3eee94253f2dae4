"""Columns along time: each year with what begins and what ends in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.charts.bars import Part

HEIGHT = 100  # of the tallest column


@dataclass(frozen=True)
class Group:
    """The columns that stand together, one for each of the chart's ``kinds``."""

    label: str
    parts: Sequence[Part]
    is_now: bool = False


@dataclass(frozen=True)
class Column:
    part: Part
    top: float
    height: float
    tone: int


@dataclass(frozen=True)
class ColumnChart:
    """Groups of columns in the order of time, under a title that states the finding."""

    title: str
    first_heading: str
    kinds: Sequence[str]
    groups: Sequence[Group]
    remark: str = ""

    def columns(self) -> list[tuple[Group, list[Column]]]:
        """Each group with its columns, all measured by the tallest."""
        tallest = max((part.count for group in self.groups for part in group.parts), default=0) or 1
        return [
            (group, [_column(part, tone, tallest) for tone, part in enumerate(group.parts)]) for group in self.groups
        ]


def _column(part: Part, tone: int, tallest: int) -> Column:
    height = round(part.count * HEIGHT / tallest, 2)
    return Column(part, round(HEIGHT - height, 2), height, tone)
