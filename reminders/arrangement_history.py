"""What was arranged about the dates of an object, as entries of the object's own history."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from core.history import describe
from core.history_deeds import who_acted
from core.history_entries import MOST_EVENTS, Entry, register_beside
from reminders.models import Arrangement
from reminders.sources import DeadlineSource, sources

EVENTS = Arrangement.pgh_event_model  # type: ignore[attr-defined]  # made by pghistory

describe("reminder.rest", gettext_noop("put a reminder to rest"))
describe("reminder.hand_over", gettext_noop("handed a reminder over"))
describe("reminder.not_needed", gettext_noop("said that a reminder is not needed"))
describe("reminder.take_up", gettext_noop("took a reminder up again"))


def arranged_about(obj) -> list[Entry]:
    """An entry for each arrangement about a date that is dealt with on the page of ``obj``.

    One query where nothing is arranged. What hangs on the object (a document) is named by its own words.
    """
    here = {source.name: source for source in sources() if source.page_model() is type(obj)}
    if not here:
        return []
    found = reduce(or_, (Q(source=name, object_id__in=_keys(source, obj)) for name, source in here.items()))
    events = list(EVENTS.objects.filter(found).order_by("-pgh_id")[:MOST_EVENTS])
    people = dict(User.objects.filter(pk__in={event.keeper_id for event in events}).values_list("pk", "name"))
    titles = {name: _titles(here[name], obj) for name in {event.source for event in events}}
    return [_entry(event, str(here[event.source].label), titles[event.source], people) for event in events]


def _keys(source: DeadlineSource, obj):
    """The keys of the rows of ``source`` on the page of ``obj``, whether they still wait or not."""
    return [obj.pk] if source.page == "pk" else _rows(source, obj).values("pk")


def _titles(source: DeadlineSource, obj) -> dict[int, str]:
    """What tells those rows apart, by key; nothing for the object itself."""
    return {} if source.page == "pk" else {row.pk: str(row) for row in _rows(source, obj)}


def _rows(source: DeadlineSource, obj):
    return source.rows(timezone.localdate()).model._base_manager.filter(**{source.page: obj.pk})


def _entry(event, label: str, titles: dict[int, str], people: dict[int, str]) -> Entry:
    context = event.pgh_context or {}
    title = titles.get(event.object_id)
    called = f"{label} · {title}" if title else label
    return Entry(
        at=event.pgh_created_at,
        who=who_acted(context),
        did=_did(context.get("action", ""), event, called, people),
        note=context.get("note", ""),
    )


def _did(action: str, event, called: str, people: dict[int, str]) -> str:
    words = {"reminder": called}
    if action == "reminder.hand_over" and event.keeper_id:
        words["person"] = people.get(event.keeper_id) or _("somebody who has left")
        return _("handed the reminder “%(reminder)s” over to %(person)s") % words
    if action == "reminder.hand_over":
        return _("handed the reminder “%(reminder)s” back to its owner") % words
    if action == "reminder.rest" and event.rests_until:
        words["day"] = date_format(event.rests_until, "DATE_FORMAT")
        return _("put the reminder “%(reminder)s” to rest until %(day)s") % words
    if action == "reminder.not_needed":
        return _("noted that the reminder “%(reminder)s” is not needed") % words
    if action == "reminder.take_up":
        return _("took the reminder “%(reminder)s” up again") % words
    return _("changed what is arranged about the reminder “%(reminder)s”") % words


register_beside(arranged_about)
