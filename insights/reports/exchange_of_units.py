"""Who went and came, of every unit with all below it, and which of these numbers stay in the house (LG-09)."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Case, Count, Q, When

from accounts.models import Unit
from insights.kpis.hiding import hidden_among
from insights.kpis.known import own_units, rest_hidden
from mobility.enums import Activity, Direction, MobilityState
from mobility.models import Mobility
from mobility.querysets import VIEW as VIEW_STAYS


@dataclass(frozen=True)
class Numbers:
    """Of one unit; ``is_hidden``: from whoever may not see the rows, and in files; ``is_left``: from this reader, who
    could subtract their own units."""

    out: int
    came: int
    beside: tuple[int, ...] = ()
    is_hidden: bool = False
    is_left: bool = False

    @property
    def groups(self) -> tuple[int, ...]:
        """Also by how many they differ from what key figures tell: staff, who did not study, without a grant."""
        return self.out, self.came, *self.beside


def exchange_of_units(year: int, reader=None) -> dict[int, Numbers]:
    """By unit in use. Decided for the whole tree at once, so that two reports tell no more together than each alone."""
    went = Mobility.objects.filter(academic_year=year, state__in=MobilityState.went).order_by()
    is_funded = Q(project__isnull=False, is_zero_grant=False)
    by = went.annotate(is_funded=Case(When(is_funded, then=True), default=False))
    rows = list(by.values_list("unit__path", "direction", "activity", "is_funded").annotate(Count("pk")))
    units = list(Unit.objects.filter(is_active=True))
    found = {unit.pk: _numbers(unit, rows) for unit in units}
    groups, paths = {unit: each.groups for unit, each in found.items()}, {unit.pk: unit.path for unit in units}
    hidden, own = hidden_among(groups, paths), own_units(reader, VIEW_STAYS)
    left = rest_hidden(groups, paths, own) if own else set()
    return {unit: replace(each, is_hidden=unit in hidden, is_left=unit in left) for unit, each in found.items()}


def _numbers(unit: Unit, rows: list[tuple[str, str, str, bool, int]]) -> Numbers:
    counts: Counter[str] = Counter()
    for path, way, activity, is_funded, count in rows:
        if path.startswith(unit.path):
            counts[way] += count
            counts[f"{way} staff"] += count * (activity in Activity.of_staff)
            counts[f"{way} beside studies"] += count * (activity != Activity.STUDIES)
            counts[f"{way} unfunded"] += count * (not is_funded)
    out, came = Direction.OUTGOING, Direction.INCOMING
    beside = (f"{out} staff", f"{out} beside studies", f"{out} unfunded", f"{came} beside studies")
    return Numbers(counts[out], counts[came], tuple(counts[name] for name in beside))


def is_seen_whole(unit: Unit, reader) -> bool:
    """Whether ``reader`` may see the stays of the unit and of all below it."""
    rights = reader.rights
    return rights.everywhere(VIEW_STAYS) or any(unit.path.startswith(path) for path in rights.unit_paths(VIEW_STAYS))
