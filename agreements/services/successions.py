"""Agreements follow a partner's place: from one that closed to the one that took its place."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from agreements.merging import move_conditions, move_parties
from agreements.models import Agreement
from agreements.search_text import renew_search_text
from core import history
from core.errors import PortalError, RightMissing
from partners.dependants import Movement
from partners.merge_steps import carry_out
from partners.models import Institution
from partners.selectors import last_successor

CHANGE = "agreements.change_agreement"


@transaction.atomic
def move_to_successor(institution: Institution, *, actor, keys: Collection[int], note: str = "") -> int:
    """Put the successor in the place of a closed partner in the agreements of ``keys``; returns how many moved.

    Parties and conditions move as in a merger. Raises ``PortalError`` where the partner is open, or nobody has its
    place, and ``RightMissing`` for an agreement the actor does not keep.
    """
    locked = Institution.objects.select_for_update().get(pk=institution.pk)
    successor = last_successor(locked)
    if not locked.is_closed or successor is None:
        raise PortalError(_("Say first that the partner has closed, and who took its place."))
    if successor.is_closed:
        raise PortalError(_("“%(name)s” has closed as well: say who took its place.") % {"name": successor.name})
    found = Agreement.objects.select_for_update(of=("self",)).filter(pk__in=keys).with_partner(locked)
    agreements = list(found.select_related("responsible_unit").order_by("pk"))
    if actor is not None and not all(actor.has_perm(CHANGE, agreement) for agreement in agreements):
        raise RightMissing(_("You do not have the right to change all of these agreements."))
    movement, among = Movement(successor, locked), [agreement.pk for agreement in agreements]
    steps = [*move_parties(movement, among), *move_conditions(movement, among)]
    with history.action("agreement.succession", actor=actor, note=note, right=CHANGE):
        carry_out(steps)
    renew_search_text(Agreement.objects.filter(pk__in=among))
    return len(agreements)
