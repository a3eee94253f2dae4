"""What pages ask about units and people."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Unit


@dataclass(frozen=True)
class Branch:
    """A unit in the tree: ``depth`` 0 is the university; ``people`` counts those with a role in exactly this unit."""

    unit: Unit
    depth: int
    people: int


def unit_tree() -> list[Branch]:
    """Every unit under the one it is part of, neighbours by name, in one query."""
    active = Q(memberships__user__is_active=True)
    units = Unit.objects.annotate(people=Count("memberships__user", filter=active, distinct=True))
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.name.casefold()):
        below.setdefault(unit.parent_id, []).append(unit)
    return list(_walk(below, None, 0))


def _walk(below, parent, depth):
    for unit in below.get(parent, []):
        yield Branch(unit, depth, unit.people)
        yield from _walk(below, unit.pk, depth + 1)
