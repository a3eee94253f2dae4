"""Which figures of a tree of units are hidden: small groups, and as many others that none can be worked out (LG-09).

A figure of a unit counts everything below it, and all that are not hidden stand on pages beside each other. Who takes
the shown parts from a shown whole is left with the hidden parts together, and with what belongs to no part: that rest,
too, is never a small group.
"""

from collections.abc import Mapping

from core.suppression import SMALLEST_SHOWN

Groups = tuple[int, ...]


def hidden_units(groups: Mapping[int, Groups], below: Mapping[int, list[int]], root: int) -> set[int]:
    """The units whose figure is hidden: ``groups`` are the sizes of the groups of each, ``below`` the tree."""
    if _has_few(groups[root]):
        return _with_all_below(root, below)
    parts = [unit for unit in below.get(root, []) if unit in groups]
    hidden = {unit for unit in parts if _has_few(groups[unit])}
    directly = less(groups[root], [groups[unit] for unit in parts])
    shown = sorted(set(parts) - hidden, key=lambda unit: (sum(groups[unit]), unit))
    while shown and _has_few(_sum([directly, *(groups[unit] for unit in hidden)])):
        hidden.add(next((unit for unit in shown if any(groups[unit])), shown[0]))
        shown = [unit for unit in shown if unit not in hidden]
    found = set().union(*(_with_all_below(unit, below) for unit in hidden))
    return found.union(*(hidden_units(groups, below, unit) for unit in parts if unit not in hidden))


def hidden_among(groups: Mapping[int, Groups], paths: Mapping[int, str]) -> set[int]:
    """The same of every tree there is among the units with a figure; ``paths`` are those of all units."""
    below: dict[int | None, list[int]] = {}
    for unit in groups:
        below.setdefault(_nearest(paths[unit], groups), []).append(unit)
    tree = {key: children for key, children in below.items() if key is not None}
    return set().union(*(hidden_units(groups, tree, top) for top in below.get(None, [])))


def _nearest(path: str, groups: Mapping[int, Groups]) -> int | None:
    """The nearest unit above that has a figure, too; None where there is none."""
    above = [int(key) for key in path.strip("/").split("/")[:-1]]
    return next((unit for unit in reversed(above) if unit in groups), None)


def less(whole: Groups, parts: list[Groups]) -> Groups:
    """What is in none of the parts; never below nought: somebody may be in two of them."""
    rest = tuple(size - sum(part[place] for part in parts) for place, size in enumerate(whole))
    return tuple(max(size, 0) for size in rest)


def _has_few(groups: Groups) -> bool:
    return any(0 < size < SMALLEST_SHOWN for size in groups)


def _sum(each: list[Groups]) -> Groups:
    return tuple(map(sum, zip(*each, strict=True)))


def _with_all_below(unit: int, below: Mapping[int, list[int]]) -> set[int]:
    return {unit}.union(*(_with_all_below(each, below) for each in below.get(unit, [])))
