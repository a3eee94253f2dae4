"""Stays, projects, programmes and rounds change hands: many at once, each with its own entry in its history."""

from collections import defaultdict
from collections.abc import Collection

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import history


@transaction.atomic
def hand_over_rows(
    model: type[models.Model],
    keys: Collection[int],
    *,
    right: str,
    open_states: Collection[str],
    person,
    to,
    actor,
    note="",
) -> dict[int, str]:
    """Make ``to`` the coordinator of those rows that ``person`` still keeps, in a constant number of queries.

    Returns, by key, why a row stays as it is: it is over, somebody else keeps it meanwhile, ``actor`` has not the
    ``right`` to hand it over, or ``to`` none of their own to keep it.
    """
    rows = model._default_manager.all()
    list(rows.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    locked = rows.select_related("unit", "coordinator").in_bulk(keys)
    asked = {"right": right, "open_states": open_states, "person": person, "to": to, "actor": actor}
    problems = {key: problem for key in keys if (problem := _problem(locked.get(key), **asked))}
    for group in _by_lender(actor, right, [row for key, row in locked.items() if key not in problems]):
        with history.action("mobility.hand_over", actor=actor, note=note, right=right, about=group[0]):
            rows.filter(pk__in=[row.pk for row in group]).update(coordinator=to, updated_at=timezone.now())
    return problems


def _problem(row, *, right: str, open_states, person, to, actor) -> str:
    if row is None:
        return _("It is not in the register any more.")
    if row.coordinator_id != person.pk:
        keeper = row.coordinator
        return _("%(person)s keeps it meanwhile.") % {"person": keeper} if keeper else _("Nobody keeps it any more.")
    if row.state not in open_states:
        return _("It is over and stays as it is.")
    words = {"person": to, "unit": row.unit}
    if actor is not None and not actor.has_perm(right, row):
        return _("You do not have the right to hand this over in %(unit)s.") % words
    if not (to.is_active and to.rights.own.may(right, row)):
        return _("%(person)s does not have the right to keep this in %(unit)s.") % words
    return ""


def _by_lender(actor, right: str, rows) -> list[list]:
    """The rows apart by those for whom a substitute acts there, so that history names them."""
    groups = defaultdict(list)
    for row in rows:
        groups[tuple(actor.rights.through(right, row)) if actor else ()].append(row)
    return list(groups.values())
