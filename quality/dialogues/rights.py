"""Who holds the dialogue of a follow-up: who runs it, and who was asked for that step."""

from django.utils.translation import gettext as _

from core.errors import PortalError, RightMissing
from quality.enums import StepKind
from quality.models import FollowUp
from quality.querysets import FILL, RUN


def may_hold(user, follow_up: FollowUp) -> bool:
    """Whether ``user`` plans meetings and writes down what was said, while the follow-up is open."""
    return follow_up.is_editable and _is_asked(user, follow_up)


def lock_to_hold(follow_up: FollowUp, actor) -> FollowUp:
    """The locked row. Raises ``RightMissing``, or ``PortalError`` where the follow-up is over."""
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related("process", "version", "unit", "owner")
    locked = rows.get(pk=follow_up.pk)
    if not _is_asked(actor, locked):
        raise RightMissing(_("You were not asked to hold the dialogue of this follow-up."))
    if not locked.is_editable:
        words = {"state": locked.get_state_display()}
        raise PortalError(_("The follow-up is “%(state)s”: nothing of it changes any more.") % words)
    return locked


def _is_asked(user, follow_up: FollowUp) -> bool:
    if user.has_perm(RUN, follow_up):
        return True
    asked = (step for step in follow_up.steps.all() if step.kind == StepKind.DIALOGUE)
    return any(user.has_perm(FILL, step) for step in asked)
