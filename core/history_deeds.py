"""Who acted, and what they did, in the past tense: from what services say of an act (``core.history``)."""

from django.apps import apps
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.history import ACTIONS


def who_acted(context) -> str:
    """Who acted, and for whom where a substitute did; "" for what came past the portal's pages."""
    actor, represented = context.get("actor_name"), context.get("represented_names")
    if actor and represented:
        return _("%(actor)s, for %(person)s") % {"actor": actor, "person": represented}
    return actor or (_("The portal") if context.get("action") else "")


def deed_done(context, *, was_made: bool) -> str:
    """What was done, in the past tense; ``was_made`` tells a row that came from one that changed, for want of words."""
    if context.get("restored_at"):
        return _restored(context)
    sentence = ACTIONS.get(context.get("action", ""))
    if sentence:
        return _in_its_bulk_edit(context, _(sentence))
    return _("added it past the portal’s pages") if was_made else _("changed it past the portal’s pages")


def _restored(context) -> str:
    """That a field, or a row that hangs on the object, was put back, and from when (``core.history.restoring``)."""
    label, _dot, name = context.get("restored_field", "").rpartition(".")
    model = apps.get_model(label)
    named = model._meta.get_field(name).verbose_name if name else model._meta.verbose_name
    day = date_format(localtime(parse_datetime(context["restored_at"])), "DATETIME_FORMAT")
    return _("restored “%(field)s” as it was on %(when)s") % {"field": capfirst(named), "when": day}


def _in_its_bulk_edit(context, deed: str) -> str:
    """The deed, with how many were done, or taken back, in the same act."""
    if not context.get("bulk_count"):
        return deed
    words = {"count": context["bulk_count"], "deed": deed}
    if context.get("bulk_undone"):
        return _("undoing a bulk edit of %(count)s: %(deed)s") % words
    return _("in a bulk edit of %(count)s: %(deed)s") % words
