"""How a stay moves from state to state: by people, and by time alone."""

from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import CHANGE
from mobility.stays.places import lock_places
from mobility.workflow import mobility_workflow
from reminders.nightly import StepReport


@transaction.atomic
def move_stay(stay: Mobility, name: str, *, actor, note: str = "", also=None) -> Mobility:
    """Move ``stay`` along the edge ``name`` and return it as it is then.

    An acceptance holds the condition first, so that of two who take its last place at once the second is told.
    ``also(locked)`` writes what belongs to the same act. Raises ``RightMissing`` or ``TransitionRefused``.
    """
    if name != "accept":
        return mobility_workflow.perform(name, stay, actor=actor, note=note, also=also)
    held = Mobility.objects.values_list("condition", flat=True).get(pk=stay.pk)
    lock_places(held)
    moved = mobility_workflow.perform(name, stay, actor=actor, note=note, also=also)
    if moved.condition_id != held:  # changed between the two locks: the places that were counted were not held
        raise PortalError(_("Its condition was changed in the same moment. Please look again."))
    return moved


@transaction.atomic
def accept_beyond(stay: Mobility, *, actor, reason: str) -> Mobility:
    """Accept ``stay`` although the agreed places of its year are taken; the reason stays with it."""
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why in a few words.")})
    lock_places(stay.condition_id)
    locked = Mobility.objects.select_for_update(of=("self",)).get(pk=stay.pk)
    if actor.has_perm(CHANGE, locked):  # without it, the move is refused below
        locked.overbooked_because = reason.strip()
        with history.action("mobility.overbook", actor=actor, note=reason, right=CHANGE, about=locked):
            locked.save(update_fields=["overbooked_because", "updated_at"])
    return mobility_workflow.perform("accept", locked, actor=actor, note=reason)


def make_moves_of_time(on: date) -> StepReport:
    """Begin agreed stays on their first day, complete those under way after their last; each in its own transaction.

    One that breaks a rule stays where it is; its date waits on the desk of whoever keeps it.
    """
    report = StepReport("mobility.stays")
    begun = Mobility.objects.filter(state=MobilityState.AGREED, starts_on__lte=on)
    over = Mobility.objects.filter(state=MobilityState.UNDER_WAY, ends_on__lt=on)
    for stays, move in ((begun, "begin"), (over, "complete")):
        for stay in stays.select_related("participant", "partner").order_by("pk"):
            report.attempt(stay, partial(_move_by_time, stay, move))
    return report


def _move_by_time(stay: Mobility, move: str) -> str:
    mobility_workflow.perform(move, stay, actor=None)
    return f"mobility.{move}"
