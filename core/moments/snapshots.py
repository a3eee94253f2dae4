"""An object and all that hangs on it as it was at one instant, read from the events of its history."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from core.history_entries import Part, Story

Key = tuple[str, Any]  # the model's label, and the row's key


@dataclass(frozen=True)
class Row:
    """One row as it was. ``part`` says how it hangs on the object; None: the object itself."""

    model: type[models.Model]
    part: Part | None
    values: dict[str, Any]


Snapshot = dict[Key, Row]


def snapshot_of(obj, story: Story, at: datetime | None = None) -> Snapshot:
    """Every row of ``obj`` as it was after ``at`` (None: as it is); a query or two for each kind of row.

    Empty before the object came.
    """
    found: Snapshot = {}
    model: Any = story.model  # a tracked one
    own = model.pgh_event_model.objects.filter(pgh_obj_id=obj.pk)
    for key, values in _latest(own, story.model, at).items():
        found[story.model._meta.label, key] = Row(story.model, None, values)
    if found:
        for part in story.parts:
            found |= _rows_of(part, story.model, [obj.pk], at)
    return found


def _rows_of(part: Part, owner: type[models.Model], owners: Collection[int], at) -> Snapshot:
    model: Any = part.model
    link = owner_column(part.model, owner)
    ever = model.pgh_event_model.objects.filter(**{f"{link}__in": owners}).order_by().values("id")
    latest = _latest(model.pgh_event_model.objects.filter(id__in=ever), part.model, at)
    there = {key: values for key, values in latest.items() if values[link] in owners}
    rows: Snapshot = {(part.model._meta.label, key): Row(part.model, part, values) for key, values in there.items()}
    for deeper in part.below if there else ():
        rows |= _rows_of(deeper, part.model, list(there), at)
    return rows


def root_of(key: Key, row: Row, story: Story) -> Key | None:
    """The row that hangs on the object itself and that ``row`` is, or hangs on; None for the object."""
    for part in story.parts:
        if row.part is part:
            return key
        if row.part in part.below:
            return part.model._meta.label, row.values[owner_column(row.model, part.model)]
    return None


def owner_column(model: type[models.Model], owner: type[models.Model]) -> str:
    """The column by which rows of ``model`` hang on ``owner``."""
    return next(field.attname for field in model._meta.concrete_fields if field.related_model is owner)


def _latest(events, model: type[models.Model], at: datetime | None) -> dict[Any, dict[str, Any]]:
    """By key the newest values of each row that is there at the instant."""
    columns = [field.attname for field in model._meta.concrete_fields]
    tracked = {field.attname for field in events.model._meta.concrete_fields}
    known = [column for column in columns if column in tracked]
    until = events if at is None else events.filter(pgh_created_at__lte=at)
    newest = until.order_by("id", "-pgh_created_at", "-pgh_id").distinct("id")
    return {
        row["id"]: {column: row[column] for column in known}
        for row in newest.values("pgh_label", *known)
        if row["pgh_label"] != "delete"
    }
