"""No hidden number can be worked out from what is shown: found by trying every table that shows the same."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from core.suppression import SMALLEST_SHOWN, suppressed, with_totals

HIGHEST = 9
small_tables = st.sampled_from([(1, 1), (1, 3), (2, 2), (3, 1)]).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, HIGHEST), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def tables_that_show(shown):
    """Every table of whole numbers whose cells and totals agree with all that is shown."""
    inner = [row[:-1] for row in shown[:-1]]
    open_cells = [(row, column) for row, cells in enumerate(inner) for column, cell in enumerate(cells) if cell is None]
    for values in product(range(HIGHEST + 2), repeat=len(open_cells)):
        guess = [list(row) for row in inner]
        for (row, column), value in zip(open_cells, values, strict=True):
            guess[row][column] = value
        whole = with_totals(guess)
        agrees = all(
            cell is None or cell == known
            for cells, known_cells in zip(shown, whole, strict=True)
            for cell, known in zip(cells, known_cells, strict=True)
        )
        if agrees:
            yield whole


@settings(deadline=None, max_examples=60)
@given(small_tables)
def test_a_hidden_number_may_always_be_another(counts):
    shown = suppressed(counts).cells
    whole = with_totals(counts)
    hidden = {(row, column) for row, cells in enumerate(shown) for column, cell in enumerate(cells) if cell is None}
    for row, cells in enumerate(whole):
        for column, count in enumerate(cells):
            assert (row, column) in hidden or count == 0 or count >= SMALLEST_SHOWN
            assert shown[row][column] in (None, count)
    seen = {cell: {whole[cell[0]][cell[1]]} for cell in hidden}
    for table in tables_that_show(shown):
        for row, column in hidden:
            seen[row, column].add(table[row][column])
        if all(len(values) > 1 for values in seen.values()):
            return
    assert all(len(values) > 1 for values in seen.values()), (counts, shown, seen)


def test_a_small_count_takes_the_smallest_others_with_it():
    assert suppressed([[3, 20], [40, 50]]).cells == [[None, None, 23], [None, None, 90], [43, 70, 113]]
    assert suppressed([[7, 20], [40, 50]]).hidden_count == 0
    assert suppressed([]).cells == []
