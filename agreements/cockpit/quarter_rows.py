"""The quarters as a table that is its own picture: numbers that lead to their rows, and a bar of the same numbers."""

from dataclasses import dataclass

from agreements.cockpit.outlook import Quarter
from agreements.cockpit.progress import Progress
from core.addresses import address_with

WIDTH = 1000
GROUPS = (
    ("open", Progress.open),
    ("under-way", Progress.under_way),
    ("settled", Progress.settled),
    ("let-end", (Progress.LET_END.value,)),
)


@dataclass(frozen=True)
class Number:
    count: int
    url: str


@dataclass(frozen=True)
class Piece:
    """A part of a bar: where it begins and how long it is, of ``WIDTH``."""

    name: str
    left: int
    width: int


@dataclass(frozen=True)
class QuarterRow:
    label: str
    url: str
    is_current: bool
    total: int
    numbers: list[Number]
    pieces: list[Piece]


def quarter_rows(quarters: list[Quarter], query, path: str, current: str) -> list[QuarterRow]:
    """A row a quarter, its bar in proportion to the fullest of them; ``query`` keeps the other filters."""
    most = max((quarter.total for quarter in quarters), default=0)
    return [_row(quarter, query, path, current, most) for quarter in quarters]


def _row(quarter: Quarter, query, path: str, current: str, most: int) -> QuarterRow:
    def address(*progress):
        chosen = {"quarter": quarter.value, "progress": list(progress) or None}
        return address_with(query, path=path, without=["page"], **chosen)

    counts = [quarter.of(*progress) for _name, progress in GROUPS]
    return QuarterRow(
        quarter.label,
        address() if quarter.total else "",
        is_current=quarter.value == current,
        total=quarter.total,
        numbers=[
            Number(count, address(*progress) if count else "")
            for count, (_name, progress) in zip(counts, GROUPS, strict=True)
        ],
        pieces=_pieces(counts, most),
    )


def _pieces(counts: list[int], most: int) -> list[Piece]:
    pieces, left = [], 0
    for count, (name, _progress) in zip(counts, GROUPS, strict=True):
        width = round(WIDTH * count / most) if most else 0
        if width:
            pieces.append(Piece(name, left, width))
        left += width
    return pieces
