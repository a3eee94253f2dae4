"""Every write to the stays and blended programmes that belong to an activity."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.keeping_rights import lock_activity
from cooperation.models import Activity, ActivityBip, ActivityStay
from cooperation.rights import CHANGE
from core import history
from core.errors import PortalError
from mobility.models import Bip, Mobility

history.describe("activity.link", gettext_noop("linked a stay or a programme"))
history.describe("activity.unlink", gettext_noop("took off a stay or a programme"))


@transaction.atomic
def link_stay(activity: Activity, *, actor, stay: Mobility) -> ActivityStay:
    """Say that a stay belongs to the activity, once. Raises ``PortalError`` for one that ``actor`` may not read."""
    return _link(ActivityStay, activity, actor, "stay", stay)


@transaction.atomic
def link_bip(activity: Activity, *, actor, bip: Bip) -> ActivityBip:
    return _link(ActivityBip, activity, actor, "bip", bip)


@transaction.atomic
def unlink(link: ActivityStay | ActivityBip, *, actor):
    """Take a stay or a programme off the activity; it stays itself what it is."""
    activity = lock_activity(link.activity, actor, also_when_over=True)
    with history.action("activity.unlink", actor=actor, right=CHANGE, about=activity):
        type(link).objects.filter(pk=link.pk, activity=activity).delete()


def _link(model, activity: Activity, actor, name: str, linked):
    locked = lock_activity(activity, actor, also_when_over=True)
    if not type(linked).objects.visible_to(actor).filter(pk=linked.pk).exists():
        raise PortalError(_("It is not among what you may read."))
    found = model.objects.filter(activity=locked, **{name: linked}).first()
    if found:
        return found
    with history.action("activity.link", actor=actor, right=CHANGE, about=locked):
        return model.objects.create(activity=locked, **{name: linked})
