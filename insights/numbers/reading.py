"""What was entered for a unit: its own numbers, else the sum of those below it."""

from collections import Counter, defaultdict

from accounts.models import Unit
from insights.enums import DividedBy, NumberKind
from insights.models import UniversityNumber

Parts = Counter[str]


def people_in(kind: NumberKind, unit: Unit, year: int) -> int | None:
    """None where it cannot be said; a sum of some units only would be mistaken for the whole."""
    entered = parts_in(kind, unit, year)
    return None if entered is None else entered[""]


def parts_in(kind: NumberKind, unit: Unit, year: int, divided_by: str = "") -> Parts | None:
    """By programme, level or gender. None where a unit below has none; of programmes each has its own."""
    rows = UniversityNumber.objects.filter(kind=kind, academic_year=year, divided_by=divided_by)
    entered: dict[int, Parts] = defaultdict(Counter)
    found = rows.filter(unit__path__startswith=unit.path).order_by().values_list("unit", "part", "people")
    for key, part, people in found:
        entered[key][part] = people
    if unit.pk in entered or not entered:
        return entered.get(unit.pk)
    below: dict[int, list[int]] = {}
    for key, parent in Unit.objects.within([unit.path]).filter(is_active=True).values_list("pk", "parent"):
        below.setdefault(parent, []).append(key)
    return _summed(unit.pk, entered, below, needs_all=divided_by != DividedBy.PROGRAMME)


def _summed(unit: int, entered: dict[int, Parts], below: dict[int, list[int]], *, needs_all: bool) -> Parts | None:
    if unit in entered:
        return entered[unit]
    each = [_summed(child, entered, below, needs_all=needs_all) for child in below.get(unit, [])]
    known = [parts for parts in each if parts is not None]
    if not known or (needs_all and len(known) < len(each)):
        return None
    whole: Parts = Counter()
    for parts in known:
        whole.update(parts)
    return whole
