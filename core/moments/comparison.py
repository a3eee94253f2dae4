"""Two moments of an object field by field, in words, with the rows that hang on it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.history_entries import NEVER_SHOWN, Story
from core.moments.snapshots import Key, Row, Snapshot, snapshot_of
from core.moments.words import Words


@dataclass(frozen=True)
class Difference:
    """One field that differs: what it was and what it becomes, in words. ``name`` is that of the model's field."""

    name: str
    label: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Section:
    """What differs in the object (``is_own``), or in one row that hangs on it; ``fate`` where that came or went."""

    heading: str
    differences: list[Difference]
    is_own: bool = False
    fate: str = ""


def compare(obj, story: Story, since: datetime | None, until: datetime | None = None) -> list[Section]:
    """What differs between two moments (None: now), the object first; only what its history tells.

    A row that came or went is told with all its values, so that nothing of it must be looked up elsewhere.
    """
    before, after = snapshot_of(obj, story, since), snapshot_of(obj, story, until)
    words = Words([*before.values(), *after.values()])
    keys = [*before, *(key for key in after if key not in before)]
    sections = (_section(key, before, after, story, words) for key in keys)
    differing = [section for section in sections if section is not None]
    return sorted(differing, key=lambda section: not section.is_own)


def _section(key: Key, before: Snapshot, after: Snapshot, story: Story, words: Words) -> Section | None:
    was, becomes = before.get(key), after.get(key)
    row: Row = becomes or was  # type: ignore[assignment]  # one of the two is there
    differences = _differences(row, was, becomes, story, words)
    kind = capfirst(str(row.model._meta.verbose_name))
    if row.part is None:
        return Section(kind, differences, is_own=True) if differences else None
    fate = "" if was and becomes else _("added") if becomes else _("removed")
    called = words.called(row)
    heading = _("%(kind)s: %(name)s") % {"kind": kind, "name": called} if called else kind
    return Section(heading, differences, fate=fate) if differences or fate else None


def _differences(row: Row, was: Row | None, becomes: Row | None, story: Story, words: Words) -> list[Difference]:
    found = []
    for column in shown_columns(row, story):
        values = [each.values.get(column.attname) if each else None for each in (was, becomes)]
        if values[0] != values[1]:
            said = [words.word(column, value) for value in values]
            if any(said):
                found.append(Difference(column.name, str(capfirst(column.verbose_name)), *said))
    return found


def shown_columns(row: Row, story: Story) -> list[models.Field]:
    """The columns that the history of the object tells, in the model's order; not that by which a row hangs on it."""
    hidden = NEVER_SHOWN | set(row.part.hidden if row.part else story.hidden)
    owners = {story.model, *(part.model for part in story.parts)} if row.part else set()
    return [
        column
        for column in row.model._meta.concrete_fields
        if column.name not in hidden and column.attname in row.values and column.related_model not in owners
    ]
