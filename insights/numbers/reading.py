"""What was entered for a unit: its own number, else the sum of those below it where none of them lacks one."""

from accounts.models import Unit
from insights.enums import NumberKind
from insights.models import UniversityNumber


def people_in(kind: NumberKind, unit: Unit, year: int) -> int | None:
    """None where it cannot be said; a sum of some units only would be mistaken for the whole."""
    entered = UniversityNumber.objects.filter(kind=kind, academic_year=year, unit__path__startswith=unit.path)
    people = dict(entered.order_by().values_list("unit", "people"))
    if unit.pk in people or not people:
        return people.get(unit.pk)
    below: dict[int, list[int]] = {}
    for key, parent in Unit.objects.within([unit.path]).filter(is_active=True).values_list("pk", "parent"):
        below.setdefault(parent, []).append(key)
    return _summed(unit.pk, people, below)


def _summed(unit: int, people: dict[int, int], below: dict[int, list[int]]) -> int | None:
    if unit in people:
        return people[unit]
    parts = [_summed(each, people, below) for each in below.get(unit, [])]
    return sum(part or 0 for part in parts) if parts and None not in parts else None
