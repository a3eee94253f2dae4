"""Small groups are hidden in a tree of units, and so is what would tell them (LG-09)."""

from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Unit
from insights.kpis.hiding import hidden_units
from insights.kpis.known import rest_hidden


def test_one_small_unit_takes_the_next_smallest_with_it():
    below, groups = {1: [2, 3, 4]}, {1: (33,), 2: (3,), 3: (10,), 4: (20,)}

    assert hidden_units(groups, below, 1) == {2, 3}


def test_what_is_in_no_unit_below_hides_a_small_one_already():
    assert hidden_units({1: (33,), 2: (3,), 3: (10,)}, {1: [2, 3]}, 1) == {2}


def test_a_small_rest_of_a_share_is_hidden_and_so_is_all_below():
    groups = {1: (40, 40), 2: (20, 2), 3: (10, 1), 4: (10, 1), 5: (20, 38)}

    assert hidden_units(groups, {1: [2, 5], 2: [3, 4]}, 1) == {2, 3, 4, 5}


def test_whoever_knows_one_part_is_not_told_the_whole_that_tells_of_few_others():
    paths, own = {1: "/1/", 2: "/1/2/", 3: "/1/3/", 4: "/1/4/"}, [Unit(pk=2, path="/1/2/")]

    assert rest_hidden({1: (23,), 2: (20,), 3: (3,), 4: (0,)}, paths, own) == {1, 3, 4}
    assert rest_hidden({1: (33,), 2: (20,), 3: (3,), 4: (10,)}, paths, own) == {3, 4}
    assert rest_hidden({1: (35,), 2: (3,), 3: (12,), 4: (20,)}, paths, own) == set()


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6), st.integers(0, 9))
def test_whoever_subtracts_the_shown_from_the_whole_never_finds_a_small_group(parts, directly):
    groups = dict(enumerate(parts, start=2))
    groups[1] = (sum(part[0] for part in parts) + directly, sum(part[1] for part in parts))
    hidden = hidden_units(groups, {1: list(range(2, len(parts) + 2))}, 1)
    if 1 in hidden:
        assert hidden == set(groups)
        return
    shown = [groups[unit] for unit in groups if unit not in hidden]
    rest = [
        groups[1][place] - sum(groups[unit][place] for unit in groups if unit not in {*hidden, 1}) for place in (0, 1)
    ]

    assert not any(0 < size < 5 for sizes in shown for size in sizes)
    assert not any(0 < size < 5 for size in rest)
