"""The only code that rewrites history: it empties what the rows of a removed person said; that they were, stays."""

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Func, JSONField, TextField, Value
from django.db.models.functions import Cast
from pghistory.models import Context

_spoken_of: list[tuple[type[models.Model], tuple[str, ...]]] = []


def names_are_written_in(model: type[models.Model], *columns: str):
    """A room says where it keeps names of people as words; whoever is forgotten in another room is taken out there."""
    _spoken_of.append((model, columns))


def where_names_are_written() -> list[tuple[type[models.Model], tuple[str, ...]]]:
    return list(_spoken_of)


@transaction.atomic
def forget_in_history(model: type[models.Model], keys: Collection[int], fields: Collection[str]) -> int:
    """Empty the ``fields`` of ``model`` in every event of the rows ``keys``; returns how many events.

    The trigger that keeps history append-only is set aside by name, for this one statement.
    """
    events = model.pgh_event_model  # type: ignore[attr-defined]  # made by history.track
    with pgtrigger.ignore(f"{events._meta.label}:append_only"):
        return events.objects.filter(pgh_obj_id__in=keys).update(**emptied(model, fields))


def emptied(model: type[models.Model], fields: Iterable[str]) -> dict[str, Any]:
    """What stands in each of the ``fields`` once it says nothing: nothing where it may, else an empty text."""
    return {name: _empty(model._meta.get_field(name)) for name in fields}


def _empty(column):
    if column.null:
        return None
    return column.get_default() if isinstance(column, JSONField) else ""


@transaction.atomic
def forget_words(
    model: type[models.Model],
    fields: Iterable[str],
    words: Collection[str],
    *,
    instead: str = "–",
    among: Collection[int] | None = None,
) -> int:
    """Put ``instead`` in the place of each of the ``words`` in text and JSON of ``model``, in history too.

    For what was written about somebody in the course of other things: a mail, the report of a night, the label of a
    bulk edit. Capitals make no difference. ``among``: the rows it is done in, all without it. Returns how many rows
    and events were changed.
    """
    tracked = getattr(model, "pgh_event_model", None)
    rows = model._base_manager.all() if among is None else model._base_manager.filter(pk__in=among)
    changed = _replace(rows, fields, words, instead)
    if tracked is None:
        return changed
    kept = {column.name for column in tracked._meta.fields}
    with pgtrigger.ignore(f"{tracked._meta.label}:append_only"):
        events = tracked.objects.all() if among is None else tracked.objects.filter(pgh_obj_id__in=among)
        return changed + _replace(events, [name for name in fields if name in kept], words, instead)


def rows_that_say(model: type[models.Model], fields: Iterable[str], marks: Collection[str]) -> set[int]:
    """The keys of the rows in which one of the ``marks`` stands, in text or JSON."""
    found: set[int] = set()
    pattern = "|".join(re.escape(mark) for mark in marks)
    for name in fields if marks else ():
        rows = model._base_manager.annotate(written=Cast(name, TextField())).filter(written__iregex=pattern)
        found |= set(rows.values_list("pk", flat=True))
    return found


def _replace(found, fields: Iterable[str], words: Collection[str], instead: str) -> int:
    changed, model = 0, found.model
    for name in fields:
        column = model._meta.get_field(name)
        is_json = isinstance(column, JSONField)
        shown = [json.dumps(word, ensure_ascii=False)[1:-1] if is_json else word for word in words]
        pattern = "|".join(re.escape(word) for word in sorted(shown, key=len, reverse=True))
        rows = found.annotate(written=Cast(name, TextField())).filter(written__iregex=pattern)
        keys = list(rows.values_list("pk", flat=True))
        text = Cast(name, TextField())
        replaced = Func(text, Value(pattern), Value(instead), Value("gi"), function="regexp_replace")
        new = Cast(replaced, column) if is_json else replaced
        changed += model._base_manager.filter(pk__in=keys).update(**{name: new}) if keys else 0
    return changed


@transaction.atomic
def forget_notes(model: type[models.Model], keys: Collection[int]) -> int:
    """Empty the reasons that were given for acts on the rows ``keys``; who acted, and when, stays.

    Beside each event pghistory keeps what was said of it in a table of its own; that is emptied too.
    """
    rows = model.pgh_event_model.objects.filter(pgh_obj_id__in=keys)  # type: ignore[attr-defined]  # see above
    contexts = list(rows.filter(pgh_context_id__isnull=False).values_list("pgh_context_id", flat=True))
    Context.objects.filter(pk__in=contexts, metadata__has_key="note").update(metadata=_without_note("metadata"))
    with pgtrigger.ignore(f"{rows.model._meta.label}:append_only"):
        return rows.filter(pgh_context__has_key="note").update(pgh_context=_without_note("pgh_context"))


def _without_note(column: str) -> Func:
    """The JSON of ``column`` with an empty reason."""
    return Func(
        F(column), Value("{note}"), Value('""'), template="jsonb_set(%(expressions)s::jsonb)", output_field=JSONField()
    )
