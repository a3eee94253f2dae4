"""What the public reads about an activity: a few words of its own, never the report."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.keeping_rights import lock_activity
from cooperation.models import Activity
from cooperation.rights import CHANGE
from core import history
from core.errors import PortalError
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed

history.describe("activity.shown", gettext_noop("showed it on the public site"))
history.describe("activity.hidden", gettext_noop("took it off the public site"))
history.describe("activity.told_outside", gettext_noop("changed what the public reads about it"))


@transaction.atomic
def show_outside(
    activity: Activity, *, actor, seen_at=None, is_published: bool, told_en: str, told_sv: str = ""
) -> Activity:
    """Show the activity on the pages of its partners, change what is read there, or take it off; also when it is over.

    Raises ``ValidationError`` beside ``told_en`` without words in English, ``PortalError`` before it was held.
    """
    locked = lock_activity(activity, actor, also_when_over=True)
    refuse_if_changed(locked, seen_at)
    if is_published and not locked.took_place:
        raise PortalError(_("It is shown once it has been held."))
    if is_published and not told_en.strip():
        raise ValidationError({"told_en": _("Say in English what it was before it is shown.")})
    action = _what_happens(locked.is_published, is_published)
    locked.is_published, locked.told_en, locked.told_sv = is_published, told_en, told_sv
    refuse_too_long(locked)
    with history.action(action, actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=["is_published", "told_en", "told_sv", "updated_at"])
    return locked


def _what_happens(was_shown: bool, is_shown: bool) -> str:
    if was_shown == is_shown:
        return "activity.told_outside"
    return "activity.shown" if is_shown else "activity.hidden"
