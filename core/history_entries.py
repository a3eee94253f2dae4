"""The History tab in sentences: who did what, when and why, and what changed from what to what."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.apps import apps
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pghistory.models import Events

from core.history import ACTIONS

MOST_EVENTS = 500
LONGEST_VALUE = 200
NEVER_SHOWN = {"id", "created_at", "updated_at", "import_key"}


@dataclass(frozen=True)
class Part:
    """Rows of ``model`` that hang on the object (or on another part) and belong to its history.

    A row is called by the values of ``named_by``; ``hidden`` fields say nothing to people.
    """

    model: type[models.Model]
    named_by: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    below: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Story:
    """What the history of one kind of object is told from: its own events and those of its parts."""

    model: type[models.Model]
    parts: tuple[Part, ...] = ()
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One line under an entry. ``before`` and ``after`` are words; a row that came or went has only ``label``."""

    label: str
    before: str = ""
    after: str = ""

    @property
    def has_values(self) -> bool:
        return bool(self.before or self.after)


@dataclass
class Entry:
    """One act as the tab tells it."""

    at: datetime
    who: str
    did: str
    note: str = ""
    changes: list[Change] = field(default_factory=list)


_beside: list[Callable[[object], list[Entry]]] = []


def register_beside(tell: Callable[[object], list[Entry]]):
    """A room says what it has to tell of an object whose model knows nothing of the room: ``tell(obj)``."""
    _beside.append(tell)


def entries_of(obj, story: Story, *, most: int | None = MOST_EVENTS) -> list[Entry]:
    """The newest acts on ``obj``, and what other rooms tell of it, newest first, in a constant number of queries.

    ``most`` events of each kind are read; all of them with None.
    """
    told = [*acts_on(obj, story, most=most), *(entry for tell in _beside for entry in tell(obj))]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def events_of(obj, story: Story) -> list:
    """Every event of ``obj`` and its parts as the database recorded it, newest first."""
    return _events(obj, story, None)[0]


def acts_on(obj, story: Story, *, most: int | None = MOST_EVENTS) -> list[Entry]:
    """The newest acts on ``obj`` and its parts alone; ``at`` of each is when the act was done with."""
    events, rows = _events(obj, story, most)
    names = _Names(events, rows)
    acts: dict[object, list] = defaultdict(list)
    for event in events:
        acts[(event.pgh_context or {}).get("action_id") or event.pgh_slug].append(event)
    return [_entry(group, rows, names) for group in acts.values()]


def _events(obj, story, most):
    """Events of the object and its parts, newest first, with the ``Part`` (None: the object itself) of each model."""
    rows = {story.model._meta.label: None} | {part.model._meta.label: part for part in story.parts}
    events = list(_newest(Events.objects.across(*_event_models(rows)).references(obj), most))
    events = [
        event for event in events if event.pgh_obj_model != story.model._meta.label or event.pgh_obj_id == str(obj.pk)
    ]
    for part in story.parts:
        keys = {event.pgh_obj_id for event in events if event.pgh_obj_model == part.model._meta.label}
        if part.below and keys:
            below = {deeper.model._meta.label: deeper for deeper in part.below}
            owners = [part.model(pk=key) for key in keys]
            events += _newest(Events.objects.across(*_event_models(below)).references(owners), most)
            rows |= below
    return sorted(events, key=lambda event: (event.pgh_created_at, event.pgh_id), reverse=True), rows | {
        "": Part(story.model, (), story.hidden)
    }


def _newest(events, most):
    return events.order_by("-pgh_created_at", "-pgh_id")[:most]


def _event_models(labels: Iterable[str]) -> list[str]:
    return [f"{label}Event" for label in labels]


def _entry(events, rows, names) -> Entry:
    newest = events[0]
    context = newest.pgh_context or {}
    changes = [change for event in reversed(events) for change in _changes(event, rows, names)]
    was_made = any(event.pgh_label == "insert" for event in events)
    return Entry(
        newest.pgh_created_at,
        who_acted(context),
        deed_done(context, was_made=was_made),
        context.get("note", ""),
        changes,
    )


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


def _changes(event, rows, names) -> list[Change]:
    part = rows[event.pgh_obj_model]
    if part is None:
        return _field_changes(event, rows[""], names, prefix="") if event.pgh_label == "update" else []
    called = _called(event, part, names)
    kind = capfirst(part.model._meta.verbose_name)
    if event.pgh_label == "insert":
        return [Change(_("%(kind)s added: %(name)s") % {"kind": kind, "name": called})]
    if event.pgh_label == "delete":
        return [Change(_("%(kind)s removed: %(name)s") % {"kind": kind, "name": called})]
    return _field_changes(event, part, names, prefix=f"{called}: ")


def _called(event, part, names) -> str:
    values = (
        names.word(part.model._meta.get_field(name), _raw(event.pgh_data, part.model, name)) for name in part.named_by
    )
    return " · ".join(value for value in values if value)


def _raw(data: dict, model, name: str):
    return data.get(model._meta.get_field(name).attname)


def _field_changes(event, part, names, prefix) -> list[Change]:
    fields = {field.attname: field for field in part.model._meta.concrete_fields}
    return [
        Change(
            f"{prefix}{capfirst(fields[column].verbose_name)}",
            names.word(fields[column], before) or "—",
            names.word(fields[column], after) or "—",
        )
        for column, (before, after) in (event.pgh_diff or {}).items()
        if column in fields and column not in NEVER_SHOWN and fields[column].name not in part.hidden
    ]


class _Names:
    """Turns stored values into words; what foreign keys point to is read once for each model."""

    def __init__(self, events, rows):
        wanted: dict = defaultdict(set)
        for event in events:
            part = rows[event.pgh_obj_model]
            model = part.model if part else rows[""].model
            for column in model._meta.concrete_fields:
                if column.is_relation:
                    wanted[column.related_model] |= _keys(event, column)
        self._labels = {model: self._read(model, keys) for model, keys in wanted.items() if keys}

    def _read(self, model, keys) -> dict[str, str]:
        return {str(pk): str(row) for pk, row in model._base_manager.in_bulk(list(keys)).items()}

    def word(self, column, value) -> str:
        """The value as a person reads it; "" for none."""
        if value is None or value in ("", []):
            return ""
        if column.is_relation:
            return self._labels.get(column.related_model, {}).get(str(value), _("removed since"))
        if isinstance(value, list):
            return ", ".join(self.word(column.base_field, single) for single in value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if column.choices:
            return str(dict(column.flatchoices).get(value, value))
        return _dated(column, value) or Truncator(str(value)).chars(LONGEST_VALUE)


def _keys(event, column) -> set:
    found = {(event.pgh_data or {}).get(column.attname), *((event.pgh_diff or {}).get(column.attname) or ())}
    return {key for key in found if key is not None}


def _dated(column, value) -> str:
    if isinstance(column, models.DateTimeField):
        instant = parse_datetime(value)
        return date_format(localtime(instant), "DATETIME_FORMAT") if instant else ""
    if isinstance(column, models.DateField):
        day: date | None = parse_date(value)
        return date_format(day, "DATE_FORMAT") if day else ""
    return ""
