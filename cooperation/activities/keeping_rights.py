"""Who may keep an activity and what hangs on it, and the lock under which they do."""

from django.utils.translation import gettext as _

from cooperation.models import Activity
from cooperation.rights import CHANGE
from core.errors import PortalError, RightMissing


def require_change(actor, activity: Activity):
    """Raise ``RightMissing`` for whoever keeps no activities of its unit."""
    if not actor.has_perm(CHANGE, activity):
        raise RightMissing(_("You do not have the right to keep activities of this unit."))


def lock_activity(activity: Activity, actor, *, also_when_over: bool = False) -> Activity:
    """The row, locked and read again. Raises ``RightMissing``, and ``PortalError`` where it is over.

    ``also_when_over``: for what is added afterwards, a publication that appeared or a task that is done.
    """
    related = ("unit", "series", "plan__agreement", "agreement", "country")
    locked = Activity.objects.select_for_update(of=("self",)).select_related(*related).get(pk=activity.pk)
    require_change(actor, locked)
    if not (locked.is_editable or also_when_over):
        raise PortalError(_("The activity is in the state “%(state)s”.") % {"state": locked.get_state_display()})
    return locked
