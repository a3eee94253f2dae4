"""What earlier cycles have left to do or to look at again, in the follow-up of the same process and unit."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.text_lengths import refuse_too_long
from quality.enums import ActionState
from quality.models import Action, ActionCheck, FollowUp
from quality.querysets import RUN

history.describe("action.carry_over", gettext_noop("carried over actions of earlier cycles"))
history.describe("action.check", gettext_noop("looked at the result again"))


@transaction.atomic
def carry_over(follow_up: FollowUp, *, actor=None) -> list[ActionCheck]:
    """Bring into ``follow_up`` what is open of earlier cycles, and what the last one closed, to be checked.

    To be called when it begins; called again, it adds what came to be open meanwhile and nothing twice.
    """
    FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
    there = set(follow_up.carried.values_list("action", flat=True))
    missing = [action for action in to_carry_into(follow_up) if action.pk not in there]
    with history.action("action.carry_over", actor=actor):
        return [ActionCheck.objects.create(action=action, follow_up=follow_up) for action in missing]


def to_carry_into(follow_up: FollowUp):
    """Actions of the process in the unit: the open ones of any earlier cycle, and the closed ones to look at again.

    Those are what was agreed in the last cycle, and verified ones carried into it whose result nobody looked at there.
    """
    earlier = FollowUp.objects.filter(
        process=follow_up.process_id, unit=follow_up.unit_id, academic_year__lt=follow_up.academic_year
    )
    last = earlier.order_by("-academic_year").first()
    by_hand = Q(follow_up=None, process=follow_up.process_id, unit=follow_up.unit_id)
    open_ones = Q(state__in=ActionState.open) & (by_hand | Q(follow_up__in=earlier))
    unseen = Q(state=ActionState.VERIFIED, checks__follow_up=last, checks__checked_at__isnull=True)
    closed = Q(follow_up=last) | unseen if last else Q(pk__in=[])
    keys = Action.objects.filter(open_ones | closed).values("pk")
    return Action.objects.filter(pk__in=keys).order_by("due_on", "pk")


@transaction.atomic
def check_result(check: ActionCheck, *, actor, result: str) -> ActionCheck:
    """Write down what was seen, one cycle later, of what an action has brought."""
    locked = ActionCheck.objects.select_for_update(of=("self",)).select_related("follow_up", "action").get(pk=check.pk)
    follow_up = locked.follow_up
    if not actor.has_perm(RUN, follow_up):
        raise RightMissing(_("You do not have the right to check results in this follow-up."))
    if not follow_up.is_editable:
        raise PortalError(_("The follow-up is “%(state)s”.") % {"state": follow_up.get_state_display()})
    locked.result, locked.checked_by, locked.checked_at = result.strip(), actor, timezone.now()
    if not locked.result:
        locked.checked_by = locked.checked_at = None
    refuse_too_long(locked)
    locked.full_clean()
    with history.action("action.check", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=["result", "checked_by", "checked_at"])
    return locked
