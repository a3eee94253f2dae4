"""Who went and came, of every unit with all below it, and which of these numbers stay in the house (LG-09)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Unit
from insights.kpis.hiding import hidden_among
from insights.kpis.known import own_units, rest_hidden
from mobility.enums import Direction, MobilityState
from mobility.models import Mobility
from mobility.querysets import VIEW as VIEW_STAYS


@dataclass(frozen=True)
class Numbers:
    """Of one unit; ``is_hidden``: from whoever may not see the rows, and in files; ``is_left``: from this reader, who
    could subtract their own units."""

    out: int
    came: int
    is_hidden: bool = False
    is_left: bool = False

    @property
    def groups(self) -> tuple[int, int]:
        return self.out, self.came


def exchange_of_units(year: int, reader=None) -> dict[int, Numbers]:
    """By unit in use. Decided for the whole tree at once, so that two reports tell no more together than each alone."""
    went = Mobility.objects.filter(academic_year=year, state__in=MobilityState.went).order_by()
    rows = list(went.values_list("unit__path", "direction").annotate(Count("pk")))
    units = list(Unit.objects.filter(is_active=True))
    found = {unit.pk: _numbers(unit, rows) for unit in units}
    groups, paths = {unit: each.groups for unit, each in found.items()}, {unit.pk: unit.path for unit in units}
    hidden, own = hidden_among(groups, paths), own_units(reader, VIEW_STAYS)
    left = rest_hidden(groups, paths, own) if own else set()
    return {unit: Numbers(each.out, each.came, unit in hidden, unit in left) for unit, each in found.items()}


def _numbers(unit: Unit, rows: list[tuple[str, str, int]]) -> Numbers:
    counts: Counter[str] = Counter()
    for path, way, count in rows:
        if path.startswith(unit.path):
            counts[way] += count
    return Numbers(counts[Direction.OUTGOING], counts[Direction.INCOMING])


def is_seen_whole(unit: Unit, reader) -> bool:
    """Whether ``reader`` may see the stays of the unit and of all below it."""
    rights = reader.rights
    return rights.everywhere(VIEW_STAYS) or any(unit.path.startswith(path) for path in rights.unit_paths(VIEW_STAYS))
