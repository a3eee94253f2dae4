"""What pages ask about units, people and who stands in for whom."""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Delegation, Unit, User

SECONDS_SHOWN = 60


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


def standing_in_for(user, on: date | None = None) -> list[Delegation]:
    """Where ``user`` stands in on the day (today), with the person, who is back soonest first."""
    now = user.standing_in.on(on or timezone.localdate())
    return list(now.select_related("person").order_by(F("ends_on").asc(nulls_last=True), "pk"))


def standing_in_shown(user) -> list[dict]:
    """The same for the menu of every page, as ``name`` and ``ends_on``: asked once a minute for each person."""
    return cache.get_or_set(
        f"standing-in:{user.pk}",
        lambda: [{"name": str(each.person), "ends_on": each.ends_on} for each in standing_in_for(user)],
        SECONDS_SHOWN,
    )


def forget_standing_in(*users):
    """Let the menu of these people be asked again."""
    cache.delete_many([f"standing-in:{user.pk}" for user in users])


@dataclass(frozen=True)
class Absences:
    """When a person is away, and for whom they stand in: what is over apart from the rest."""

    present: list[Delegation]
    past: list[Delegation]
    standing_in: list[Delegation]


def absences_of(person) -> Absences:
    """Everything a person's page says of absences, in two queries: past ones newest first."""
    own = list(Delegation.objects.of(person).select_related("substitute"))
    standing_in = person.standing_in.not_over(timezone.localdate()).select_related("person")
    return Absences(
        present=[absence for absence in own if not absence.is_over],
        past=[absence for absence in reversed(own) if absence.is_over],
        standing_in=list(standing_in),
    )


def substitutes_to_choose(person, *, actor) -> list[tuple[str, list[tuple[int, str]]]]:
    """Who may stand in for ``person``, as the groups of a choice: colleagues of a same unit before all others."""
    colleagues = User.objects.able_to_stand_in().exclude(pk__in=[person.pk, actor.pk])
    units = {membership.unit_id for membership in person.memberships.all()}
    near: list[tuple[int, str]] = []
    others: list[tuple[int, str]] = []
    for colleague in colleagues.prefetch_related("memberships__unit"):
        theirs = {membership.unit_id: str(membership.unit) for membership in colleague.memberships.all()}
        option = colleague.pk, f"{colleague} · {', '.join(theirs.values())}"
        (near if units & theirs.keys() else others).append(option)
    return [(label, group) for label, group in ((_("Same unit"), near), (_("Others"), others)) if group]


def absence_of_substitute(delegation: Delegation) -> Delegation | None:
    """The first absence of the substitute within the days they stand in; nobody does then, for nothing is passed on."""
    own = Delegation.objects.of(delegation.substitute)
    return own.overlapping(delegation.starts_on, delegation.ends_on).first()
