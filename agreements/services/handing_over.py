"""Agreements change hands: many at once, each with its own entry in its history."""

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.enums import AgreementState
from agreements.models import Agreement
from core import history

KEEP = "agreements.change_agreement"


@transaction.atomic
def hand_over_agreements(keys: Collection[int], *, person, to, actor, note: str = "") -> dict[int, str]:
    """Make ``to`` the coordinator of those agreements that ``person`` still keeps, in a constant number of queries.

    Returns, by key, why an agreement stays as it is: it is over, somebody else keeps it meanwhile, ``actor`` has no
    right to hand it over, or ``to`` none of their own to keep it. What a colleague changed is never overwritten.
    """
    locked = _lock(keys)
    problems = {key: problem for key in keys if (problem := _problem(locked.get(key), person, to, actor))}
    for agreements in _by_lender(actor, [each for key, each in locked.items() if key not in problems]):
        with history.action("agreement.hand_over", actor=actor, note=note, right=KEEP, about=agreements[0]):
            rows = Agreement.objects.filter(pk__in=[agreement.pk for agreement in agreements])
            rows.update(coordinator=to, updated_at=timezone.now())
    return problems


def _lock(keys: Collection[int]) -> dict[int, Agreement]:
    """The agreements as they are now. Read after locking: what a locking query joins is from before its wait."""
    list(Agreement.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    return Agreement.objects.select_related("responsible_unit", "coordinator").in_bulk(keys)


def _problem(agreement: Agreement | None, person, to, actor) -> str:
    if agreement is None:
        return _("It is not in the register any more.")
    if agreement.coordinator_id != person.pk:
        keeper = agreement.coordinator
        return _("%(person)s keeps it meanwhile.") % {"person": keeper} if keeper else _("Nobody keeps it any more.")
    if agreement.state in AgreementState.over:
        return _("It is over and stays as it is.")
    words = {"person": to, "unit": agreement.responsible_unit}
    if actor is not None and not actor.has_perm(KEEP, agreement):
        return _("You do not have the right to hand over agreements of %(unit)s.") % words
    if not (to.is_active and to.rights.own.may(KEEP, agreement)):
        return _("%(person)s does not have the right to keep agreements of %(unit)s.") % words
    return ""


def _by_lender(actor, agreements) -> list[list[Agreement]]:
    """The agreements apart by those for whom a substitute acts there, so that history names them."""
    groups = defaultdict(list)
    for agreement in agreements:
        groups[tuple(actor.rights.through(KEEP, agreement)) if actor else ()].append(agreement)
    return list(groups.values())
