"""Every write to the programme of an activity."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cooperation.activities.keeping_rights import lock_activity
from cooperation.models import Activity, ProgrammeItem
from cooperation.rights import CHANGE
from core import history
from core.versions import refuse_if_changed

MOST_ITEMS = 200

history.describe("activity.programme", gettext_noop("changed the programme"))


@dataclass(frozen=True)
class ItemValues:
    """One row of the programme; ``key`` is that of the item that is kept, None for a new one."""

    key: int | None
    fields: dict = field(default_factory=dict)


@transaction.atomic
def save_programme(activity: Activity, *, actor, rows: Iterable[ItemValues], seen_at=None) -> Activity:
    """Make ``rows`` the programme: items not named go. Raises ``ValidationError``; each day lies in the activity."""
    locked = lock_activity(activity, actor)
    refuse_if_changed(locked, seen_at)
    wanted = list(rows)
    if len(wanted) > MOST_ITEMS:
        raise ValidationError(_("A programme has at most %(most)d items.") % {"most": MOST_ITEMS})
    known = {item.pk: item for item in locked.programme.all()}
    with history.action("activity.programme", actor=actor, right=CHANGE, about=locked):
        kept = [_save(locked, values, known) for values in wanted]
        locked.programme.exclude(pk__in=kept).delete()
        locked.save(update_fields=["updated_at"])
    return locked


def _save(activity: Activity, values: ItemValues, known: dict) -> int:
    item = known.get(values.key) or ProgrammeItem(activity=activity)
    before = {name: getattr(item, name) for name in values.fields}
    for name, value in values.fields.items():
        setattr(item, name, value)
    if item.day and not activity.starts_on <= item.day <= activity.ends_on:
        words = {"first": date_format(activity.starts_on), "last": date_format(activity.ends_on)}
        raise ValidationError({"day": _("The activity lasts from %(first)s to %(last)s.") % words})
    item.full_clean()
    if item.pk is None or before != {name: getattr(item, name) for name in before}:
        item.save()
    return item.pk
