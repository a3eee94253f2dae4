"""Bars beside their words: a table whose rows are drawn as well as written."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDTH = 100  # of the longest bar


@dataclass(frozen=True)
class Part:
    """A piece of a bar: how many, and where those are listed ("" where nobody could be shown any).

    ``shown`` is the number in words of its own, where it is more than a count: "64.5 %".
    """

    count: int
    url: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Bar:
    """One row: its words, its parts in the order of the chart's ``kinds``, and where all of it is listed."""

    label: str
    parts: Sequence[Part]
    url: str = ""

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True)
class Piece:
    """A part as drawn: where it starts and how wide it is, of ``WIDTH``; ``tone`` numbers its colour."""

    start: float
    width: float
    tone: int


@dataclass(frozen=True)
class BarChart:
    """Bars of ``kinds`` of parts (their names; one name for plain bars) under a title that states the finding.

    ``remark`` says in a sentence what is not in the picture.
    """

    title: str
    first_heading: str
    kinds: Sequence[str]
    bars: Sequence[Bar]
    remark: str = ""

    @property
    def is_stacked(self) -> bool:
        return len(self.kinds) > 1

    def rows(self) -> list[tuple[Bar, list[Piece]]]:
        """Each bar with its pieces, all measured by the longest."""
        longest = max((bar.count for bar in self.bars), default=0) or 1
        return [(bar, _pieces(bar, longest)) for bar in self.bars]


def _pieces(bar: Bar, longest: int) -> list[Piece]:
    widths = [part.count * WIDTH / longest for part in bar.parts]
    starts = accumulate(widths, initial=0.0)
    return [
        Piece(round(start, 2), round(width, 2), tone)
        for tone, (start, width) in enumerate(zip(starts, widths, strict=False))
        if width
    ]
