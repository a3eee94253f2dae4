"""What somebody who sees the rows of some units is not shown of the others: they could subtract their own (LG-09).

The figure of a whole less those of one's own units tells of the rest. So the rest is looked at as the figures of the
house are by whoever sees no rows at all, without the units whose rows the person sees.
"""

from collections import defaultdict
from functools import cached_property

from accounts.models import Unit, User
from insights.kpis.hiding import Groups, hidden_among, less
from insights.kpis.measures import Measure
from insights.models import KpiFigure


def own_units(user: User | None, right: str) -> list[Unit]:
    """The topmost units of those in which ``user`` sees the rows; none for whoever sees them everywhere."""
    if user is None or not right or user.rights.everywhere(right):
        return []
    paths = user.rights.unit_paths(right)
    topmost = [path for path in paths if not any(path != other and path.startswith(other) for other in paths)]
    return list(Unit.objects.filter(path__in=topmost)) if topmost else []


class Subtracting:
    """Figures of the years ``years`` that ``user`` could take their own from; asks nothing for who has none."""

    def __init__(self, user: User | None, years):
        self.user, self.years = user, list(years)
        self.own: dict[str, list[Unit]] = {}
        self.found: dict[tuple[tuple[str, str], int], set[int]] = {}

    def hides(self, measure: Measure, unit: Unit, year: int) -> bool:
        if measure.right not in self.own:
            self.own[measure.right] = own_units(self.user, measure.right)
        if not self.own[measure.right]:
            return False
        if (measure.key, year) not in self.found:
            groups = self._groups.get((*measure.key, year), {})
            self.found[measure.key, year] = rest_hidden(groups, self._paths, self.own[measure.right])
        return unit.pk in self.found[measure.key, year]

    @cached_property
    def _paths(self) -> dict[int, str]:
        return dict(Unit.objects.filter(is_active=True).values_list("pk", "path"))

    @cached_property
    def _groups(self) -> dict[tuple[str, str, int], dict[int, Groups]]:
        """Of each number and year the sizes of the groups by unit."""
        rows = KpiFigure.objects.filter(unit__in=self._paths, academic_year__in=self.years)
        found: dict[tuple[str, str, int], dict[int, Groups]] = defaultdict(dict)
        for code, part, year, unit, groups in rows.values_list("kpi__code", "part", "academic_year", "unit", "groups"):
            if groups:
                found[code, part, year][unit] = tuple(groups)
        return found


def rest_hidden(groups: dict[int, Groups], paths: dict[int, str], own: list[Unit]) -> set[int]:
    """Units hidden from whoever knows those of ``own``, by what is left of each figure without them."""

    def rest(unit: int) -> Groups:
        known = [groups[top.pk] for top in own if top.pk in groups and top.path.startswith(paths[unit])]
        return less(groups[unit], known)

    others = [unit for unit in groups if not any(paths[unit].startswith(top.path) for top in own)]
    return hidden_among({unit: rest(unit) for unit in others}, paths)
