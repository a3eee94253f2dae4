"""What happened last to each of many objects: one sentence for each, from the newest act on it or on a part of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from core.history_deeds import deed_done, who_acted
from core.history_entries import Part, Story


@dataclass(frozen=True)
class Deed:
    """Who did what, and when: "Bo Ek" "approved it"."""

    at: datetime
    who: str
    did: str


def newest_deeds(story: Story, keys: Collection[int]) -> dict[int, Deed]:
    """The newest act on each object of ``story.model`` among ``keys``, in one query; none where nothing is recorded."""
    branches = [_newest(story.model, "pgh_obj_id", keys)]
    for part in story.parts:
        branches += _newest_of_part(part, story.model, "", keys)
    rows = branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]
    newest: dict[int, tuple] = {}
    for key, at, context, label in rows:
        if key not in newest or at > newest[key][0]:
            newest[key] = (at, context or {}, label)
    return {
        key: Deed(at, who_acted(context), deed_done(context, was_made=label == "insert"))
        for key, (at, context, label) in newest.items()
    }


def _newest_of_part(part: Part, owner: type[models.Model], above: str, keys):
    """The newest events of a part of each object, and of what hangs on that part."""
    link = _link(part.model, owner)
    yield _newest(part.model, f"{link}__{above}" if above else f"{link}_id", keys)
    for deeper in part.below:
        yield from _newest_of_part(deeper, part.model, f"{link}_id", keys)


def _link(model: type[models.Model], owner: type[models.Model]) -> str:
    """The foreign key by which rows of ``model`` hang on ``owner``."""
    return next(field.name for field in model._meta.concrete_fields if field.related_model is owner)


def _newest(model: Any, path: str, keys):
    events = model.pgh_event_model.objects.annotate(told_of=F(path)).filter(Q(told_of__in=keys))
    ordered = events.order_by("told_of", "-pgh_created_at", "-pgh_id").distinct("told_of")
    return ordered.values_list("told_of", "pgh_created_at", "pgh_context", "pgh_label")
