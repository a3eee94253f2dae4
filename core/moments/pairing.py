"""Rows that went and came again saying the same, as a language does whose level was changed and changed back."""

from collections import defaultdict
from collections.abc import Hashable

from core.history_entries import Story
from core.moments.snapshots import Key, Row, Snapshot, root_of
from core.moments.values import shown_columns


def came_again(before: Snapshot, after: Snapshot, story: Story) -> set[Key]:
    """Keys of rows that went, and of those that came in their place and say the same: no difference to anybody.

    A row that hangs on such a one is the same only where it hangs on the one that came in its place.
    """
    instead: dict[Key, Key] = {}
    for is_below in (False, True):
        went = _signed(before, after, story, instead, is_below=is_below)
        came = _signed(after, before, story, {}, is_below=is_below)
        for signature, keys in went.items():
            instead |= dict(zip(keys, came.get(signature, ()), strict=False))
    return {*instead, *instead.values()}


def _signed(rows: Snapshot, others: Snapshot, story: Story, instead: dict[Key, Key], *, is_below: bool):
    """By what they say and hang on, the keys of ``rows`` that ``others`` lack."""
    found: dict[Hashable, list[Key]] = defaultdict(list)
    for key, row in rows.items():
        root = root_of(key, row, story)
        if key in others or root is None or (root != key) is not is_below:
            continue
        hangs_on = instead.get(root, root) if is_below else None
        found[key[0], hangs_on, _said(row, story)].append(key)
    return found


def _said(row: Row, story: Story) -> str:
    return repr([row.values[column.attname] for column in shown_columns(row, story)])
