"""A row that hangs on an object put back as it was: by the service of its room, where that is possible now."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import history
from core.errors import ChangedElsewhere
from core.history_entries import Story
from core.keys import is_key
from core.moments.snapshots import Key, Row, Snapshot, root_of, snapshot_of


@dataclass(frozen=True)
class Hanging:
    """A row of ``obj`` as it ``was`` (None: there was none) and is ``now`` (None: it is gone), with its rows then."""

    obj: Any
    key: Key
    was: Row | None
    now: Row | None
    below: tuple[Row, ...] = ()

    @property
    def row(self) -> Row:
        return self.was or self.now  # type: ignore[return-value]  # one of the two is there

    def was_below(self, model: type[models.Model]) -> list[dict[str, Any]]:
        """The values of its rows of ``model`` as they were."""
        return [row.values for row in self.below if row.model is model]


class RowKeeper:
    """How rows of one kind are put back. A room gives one for each model that its story tells rows of."""

    def refusal(self, row: Hanging) -> str:
        """Why it is not possible now, in a sentence; "" where it is."""
        return ""

    def put_back(self, row: Hanging, *, actor, is_confirmed: bool):
        """Make it as it was by a service of the room, which refuses what is not possible or wants a yes first."""
        raise NotImplementedError


@dataclass(frozen=True)
class StaysAsItIs(RowKeeper):
    """Rows that are never put back; ``sentence`` (lazily translated) says what one does instead."""

    sentence: Any

    def refusal(self, row: Hanging) -> str:
        return str(self.sentence)


def name_of(key: Key) -> str:
    """The row as addresses call it: "agreements.party:7"."""
    return f"{key[0].lower()}:{key[1]}"


def key_of(name: str, story: Story) -> Key | None:
    """The row that an address calls so; None for what the story does not tell of."""
    label, _colon, key = name.partition(":")
    known = next((part.model._meta.label for part in story.parts if part.model._meta.label_lower == label), None)
    return (known, int(key)) if known and is_key(key) else None


Keepers = Mapping[type[models.Model], RowKeeper]


def hanging_of(obj, story: Story, root: Key, then: Snapshot, now: Snapshot) -> Hanging | None:
    """The row ``root`` at two moments; None where it was at neither."""
    was, present = then.get(root), now.get(root)
    row = was or present
    if row is None or root_of(root, row, story) != root:
        return None
    below = (each for key, each in then.items() if key != root and root_of(key, each, story) == root)
    return Hanging(obj, root, was, present, tuple(below))


def refusal_of(row: Hanging, keepers: Keepers) -> str:
    """Why the row cannot be put back now; "" where it can."""
    return keepers[row.row.model].refusal(row) or _gone(row)


@transaction.atomic
def put_row_back(obj, story: Story, row: Hanging, at: datetime, keepers: Keepers, *, actor, seen: str, is_confirmed):
    """Put ``row`` back as it was at ``at``; ``seen`` is the ``fingerprint`` of its preview.

    Raises what the room's service raises, and ``ChangedElsewhere`` where a colleague changed it since.
    """
    type(obj)._base_manager.select_for_update().get(pk=obj.pk)
    if seen != fingerprint(story, row.key, snapshot_of(obj, story)):
        raise ChangedElsewhere(_("A colleague has just changed this. Nothing was overwritten: look at it again."))
    with history.restoring(row.row.model, "", at):
        keepers[row.row.model].put_back(row, actor=actor, is_confirmed=is_confirmed)


def fingerprint(story: Story, root: Key, now: Snapshot) -> str:
    """Changes with anything that the row and its own rows say."""
    rows = sorted((key, row.values) for key, row in now.items() if root_of(key, row, story) == root)
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:20]


def _gone(row: Hanging) -> str:
    """What the row pointed to and is no longer there."""
    for each in (row.was, *row.below) if row.was else ():
        columns: list[Any] = [column for column in each.model._meta.concrete_fields if column.is_relation]
        for column in columns:
            target, value = column.related_model, each.values.get(column.attname)
            if value is None or target in (type(row.obj), row.row.model):
                continue
            if not target._base_manager.filter(**{column.target_field.name: value}).exists():
                return _("“%(field)s” of that time is no longer there.") % {"field": capfirst(column.verbose_name)}
    return ""
