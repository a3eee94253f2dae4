"""The yearly statistics for the national authority: in full for who may read every stay, else without small counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.suppression import SMALLEST_SHOWN, suppressed, with_totals
from mobility.figures.counts import YearlyTable, yearly_table
from mobility.querysets import VIEW

HIDDEN = f"<{SMALLEST_SHOWN}*"


@dataclass(frozen=True)
class ShownTable:
    """The table of one year as somebody may see it: a row for each country, a column for each kind, and totals."""

    table: YearlyTable
    cells: list[list[int | None]]
    is_full: bool

    @property
    def headings(self) -> list[str]:
        return [kind.words for kind in self.table.kinds]

    @property
    def rows(self) -> Iterator[tuple[str, list[int | None]]]:
        for country, cells in zip(self.table.countries, self.cells[:-1], strict=True):
            yield country.name, cells

    @property
    def totals(self) -> list[int | None]:
        return self.cells[-1] if self.cells else []

    @property
    def hidden_count(self) -> int:
        return sum(cell is None for row in self.cells for cell in row)


def statistics_for(academic_year: int, user) -> ShownTable:
    """What ``user`` may see on the screen."""
    is_full = user.rights.everywhere(VIEW)
    return _shown(yearly_table(academic_year), is_full=is_full)


def statistics_to_hand_out(academic_year: int) -> ShownTable:
    """What leaves the house, whoever takes it."""
    return _shown(yearly_table(academic_year), is_full=False)


def _shown(table: YearlyTable, *, is_full: bool) -> ShownTable:
    by_country = [list(row) for row in zip(*table.counts, strict=True)]
    whole: list[list[int | None]] = [[*row] for row in with_totals(by_country)]
    cells = whole if is_full else suppressed(by_country).cells
    return ShownTable(table, cells, is_full)
