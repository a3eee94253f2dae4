"""The History tab in sentences: who did what, when and why, and what changed from what to what."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from pghistory.models import Events

from core.history_deeds import deed_done, who_acted
from core.history_names import Names

MOST_EVENTS = 500
CAME_OR_WENT = {
    "insert": gettext_lazy("%(kind)s added: %(name)s"),
    "delete": gettext_lazy("%(kind)s removed: %(name)s"),
}
NEVER_SHOWN = {"id", "created_at", "updated_at", "import_key"}


@dataclass(frozen=True)
class Part:
    """Rows of ``model`` that hang on the object (or on another part) and belong to its history.

    A row is called by the values of ``named_by``: by none of them where there is one such row alone, whose coming says
    nothing. ``unnamed`` is what one without such a value is called. ``hidden`` fields say nothing to people.
    """

    model: type[models.Model]
    named_by: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    below: tuple["Part", ...] = ()
    unnamed: str = ""


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
    names = Names(events, rows)
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


def _changes(event, rows, names) -> list[Change]:
    part = rows[event.pgh_obj_model]
    if part is None:
        return _field_changes(event, rows[""], names, prefix="") if event.pgh_label == "update" else []
    called = _called(event, part, names)
    kind = capfirst(part.model._meta.verbose_name)
    if event.pgh_label in CAME_OR_WENT:
        return [Change(CAME_OR_WENT[event.pgh_label] % {"kind": kind, "name": called})] if part.named_by else []
    named = f"{kind} {called}" if called.isdigit() else called  # a number alone says nothing
    return _field_changes(event, part, names, prefix=f"{named}: " if part.named_by else "")


def _called(event, part, names) -> str:
    values = (
        names.word(part.model._meta.get_field(name), _raw(event.pgh_data, part.model, name)) for name in part.named_by
    )
    return " · ".join(value for value in values if value) or str(part.unnamed)


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
