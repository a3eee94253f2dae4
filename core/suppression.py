"""Tables of counts that give nobody away: small counts are hidden, and as many others that none can be worked out.

Who knows the totals subtracts: a small count alone in its row is found again. So for every hidden cell there is,
after ``suppressed``, another table of whole numbers from 0 up that shows the same and has another number there (LG-09).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SMALLEST_SHOWN = 5
Cell = tuple[int, int]


@dataclass(frozen=True)
class Suppressed:
    """``cells`` row by row, the last row and the last column being totals; None where a number is hidden."""

    cells: list[list[int | None]]

    @property
    def hidden_count(self) -> int:
        return sum(cell is None for row in self.cells for cell in row)


def suppressed(counts: Sequence[Sequence[int]], *, smallest: int = SMALLEST_SHOWN) -> Suppressed:
    """``counts`` with their totals, without those from 1 to ``smallest`` - 1 and what would give them away.

    A zero is shown, unless it hides another: so a hidden number may be any.
    """
    table = with_totals(counts)
    hidden = {
        (row, column) for row, cells in enumerate(table) for column, count in enumerate(cells) if 0 < count < smallest
    }
    while bare := next((cell for cell in sorted(hidden) if not _is_protected(table, hidden, cell)), None):
        ways = list(_ways_to_protect(table, bare))
        hidden |= set(min(ways, key=lambda way: _cost(table, hidden, way)))
    return Suppressed(
        [
            [None if (row, column) in hidden else count for column, count in enumerate(cells)]
            for row, cells in enumerate(table)
        ]
    )


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]] if rows else []


def _is_protected(table, hidden: set[Cell], cell: Cell) -> bool:
    """Whether some other numbers in hidden cells show the same table and change this one."""
    return any(set(way) <= hidden for way in _ways_to_protect(table, cell))


def _ways_to_protect(table, cell: Cell) -> Iterator[tuple[Cell, Cell, Cell]]:
    """The three other corners of every rectangle along which ``cell`` could be one more, or one fewer."""
    row, column = cell
    last_row, last_column = len(table) - 1, len(table[0]) - 1
    for other_row in range(len(table)):
        for other_column in range(len(table[0])):
            if other_row == row or other_column == column:
                continue
            corners = ((row, other_column), (other_row, column), (other_row, other_column))
            steps = {cell: 1, corners[0]: -1, corners[1]: -1, corners[2]: 1}
            for corner in steps:  # a total moves with what it sums up, and not against it
                at_the_edge = (corner[0] == last_row) != (corner[1] == last_column)
                steps[corner] *= -1 if at_the_edge else 1
            if _is_possible(table, steps, 1) or _is_possible(table, steps, -1):
                yield corners


def _is_possible(table, steps: dict[Cell, int], sign: int) -> bool:
    return all(table[row][column] + sign * step >= 0 for (row, column), step in steps.items())


def _cost(table, hidden: set[Cell], way: Iterable[Cell]) -> tuple[int, int]:
    """How much is lost by hiding ``way``: the people in it, then the cells."""
    new = [table[row][column] for row, column in way if (row, column) not in hidden]
    return sum(count or 1 for count in new), len(new)
