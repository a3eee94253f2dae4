"""Two moments of an object field by field, in words, with the rows that hang on it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.history_entries import Story
from core.moments.pairing import came_again
from core.moments.snapshots import Key, Row, Snapshot, root_of, snapshot_of
from core.moments.values import shown_columns
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
    """What differs in the object (``is_own``), or in one row that hangs on it; ``fate`` where that came or went.

    ``key`` names the row; ``root`` that which it hangs on, or itself where it hangs on the object.
    """

    heading: str
    differences: list[Difference]
    is_own: bool = False
    fate: str = ""
    key: Key = ("", None)
    root: Key | None = None

    @property
    def is_below(self) -> bool:
        """Whether it hangs on a row that itself hangs on the object."""
        return self.root is not None and self.root != self.key


def compare(obj, story: Story, since: datetime | None, until: datetime | None = None) -> list[Section]:
    """What differs between two moments (None: now), the object first; only what its history tells.

    A row that came or went is told with all its values, so that nothing of it must be looked up elsewhere.
    """
    return sections_between(snapshot_of(obj, story, since), snapshot_of(obj, story, until), story)


def sections_between(before: Snapshot, after: Snapshot, story: Story) -> list[Section]:
    """As ``compare`` says, of two snapshots that are there already."""
    words = Words([*before.values(), *after.values()])
    same = came_again(before, after, story)
    keys = [key for key in (*before, *(key for key in after if key not in before)) if key not in same]
    sections = (_section(key, before, after, story, words) for key in keys)
    differing = [section for section in sections if section is not None]
    places = {key: place for place, key in enumerate(keys)}
    return sorted(differing, key=lambda each: (not each.is_own, places.get(each.root or each.key, 0), each.is_below))


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
    found = Section(heading, differences, fate=fate, key=key, root=root_of(key, row, story))
    return found if differences or fate else None


def _differences(row: Row, was: Row | None, becomes: Row | None, story: Story, words: Words) -> list[Difference]:
    found, came_or_went = [], was is None or becomes is None
    for column in shown_columns(row, story):
        values = [each.values.get(column.attname) if each else None for each in (was, becomes)]
        if values[0] != values[1] and not (came_or_went and _goes_without_saying(column, values, row)):
            said = [words.word(column, value) for value in values]
            if any(said):
                found.append(Difference(column.name, str(capfirst(column.verbose_name)), *said))
    return found


def _goes_without_saying(column, values: list, row: Row) -> bool:
    """Of a row that came or went: what its heading says, and what is not so."""
    return any(value is False for value in values) or bool(row.part and column.name in row.part.named_by)
