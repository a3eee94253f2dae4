"""A further unit and a tag put back: on the agreement again, or off it again."""

from django.utils.translation import gettext as _

from accounts.models import Unit
from agreements.models import Tag
from agreements.services.agreements import update_agreement
from agreements.services.tags import set_tags
from core.moments.rows import Hanging, RowKeeper


class FurtherUnitKeeper(RowKeeper):
    def refusal(self, row: Hanging) -> str:
        return _not_in_use(row, Unit, "unit_id", _("The unit “%(name)s” is no longer in use."))

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        units = _with_or_without(row, "unit_id", row.obj.further_units.values_list("pk", flat=True))
        update_agreement(row.obj, actor=actor, further_units=units)


class TagKeeper(RowKeeper):
    def refusal(self, row: Hanging) -> str:
        return _not_in_use(row, Tag, "tag_id", _("The tag “%(name)s” is no longer given."))

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        keys = _with_or_without(row, "tag_id", row.obj.taggings.values_list("tag", flat=True))
        set_tags(row.obj, actor=actor, tags=Tag.objects.filter(pk__in=keys))


def _with_or_without(row: Hanging, column: str, present) -> set[int]:
    """The keys that there are then: that of before the change instead of that of after it."""
    now = {row.now.values[column]} if row.now else set()
    was = {row.was.values[column]} if row.was else set()
    return (set(present) - now) | was


def _not_in_use(row: Hanging, model, column: str, sentence: str) -> str:
    stale = model.objects.filter(pk=row.was.values[column], is_active=False).first() if row.was else None
    return sentence % {"name": stale} if stale else ""
