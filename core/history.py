"""History that cannot be skipped: the database records, services say what was meant."""

import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import connection
from django.utils.translation import gettext_noop

# Kept out of every event: they follow from other columns or from the event itself, and each save would make one.
DERIVED_FIELDS = ("created_at", "updated_at", "state_since", "search_text", "search_vector")

ACTIONS: dict[str, str] = {}


def track(*, exclude: tuple[str, ...] = (), **options):
    """Class decorator: record every insert, update and delete of the model in an append-only table.

    ``options`` are pghistory's own: the rows of a many-to-many relation are tracked by a proxy with ``obj_field=None``.
    """

    def decorate(model):
        present = {field.name for field in model._meta.fields}  # get_fields() asks for models not yet loaded
        left_out = [name for name in (*DERIVED_FIELDS, *exclude) if name in present]
        # Fresh trackers: those of PGHISTORY_DEFAULT_TRACKERS are deep-copied, and a copied operation equals none.
        events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
        return pghistory.track(*events, exclude=left_out, **options)(model)

    return decorate


def describe(code: str, sentence: str):
    """Register the past tense shown for ``code`` in a history tab: ``describe("agreement.submit", "submitted it")``.

    ``sentence`` is marked for translation by the caller (``gettext_noop``) and translated when shown.
    """
    ACTIONS[code] = sentence


@contextmanager
def action(code: str, *, actor=None, note: str = "", right: str = "", about=None):
    """Say what the statements inside mean: ``code``, who acted (None for the machine) and why.

    With the ``right`` that allowed it, and the object it was asked for, history also says for whom a
    substitute acted. Names are kept as text beside the ids, so history stays readable when a person is
    gone. Nested actions restore the outer one; nothing leaks to later statements of a transaction.
    """
    represented = actor.rights.through(right, about) if actor and right else []
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(
            action=code,
            action_id=str(uuid.uuid4()),
            actor=getattr(actor, "pk", None),
            actor_name=str(actor) if actor else "",
            represented=[person.pk for person in represented],
            represented_names=", ".join(person.name for person in represented),
            note=note or before.get("shared_note", ""),
        )
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
    _forget_transaction_context()


def told_alike(objects, *, actor, right: str, note_of: Callable[[Any], str] = lambda obj: "") -> Iterator[tuple]:
    """``objects`` in groups, each with its note, of which one ``action`` can tell: done for the same people and reason.

    Many rows written as a set need a statement for each group instead of one for each row.
    """
    groups = defaultdict(list)
    for obj in objects:
        represented = actor.rights.through(right, obj) if actor else []
        groups[note_of(obj), tuple(represented)].append(obj)
    for (note, _represented), group in groups.items():
        yield note, group


def many_at_once(count: int, *, note: str = "", is_undone: bool = False):
    """Say of the acts inside that they are one bulk edit of ``count`` rows, or the undoing of one, and why."""
    return said_of_the_acts_inside(bulk_count=count, bulk_undone=is_undone, shared_note=note)


def because(note: str):
    """Say why the acts inside are done, where they give no reason themselves."""
    return said_of_the_acts_inside(shared_note=note)


def restoring(model, field: str, at):
    """Say of the acts inside that they put ``field`` of a row of ``model`` ("": the row) back as it was at ``at``."""
    return said_of_the_acts_inside(restored_field=f"{model._meta.label_lower}.{field}", restored_at=at.isoformat())


@contextmanager
def said_of_the_acts_inside(**words):
    """Add ``words`` to what every event of the acts inside tells; what was said before holds again afterwards."""
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(words)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
    _forget_transaction_context()


def _forget_transaction_context():
    """The settings live until the transaction ends: later statements of it would inherit the note."""
    if connection.in_atomic_block and not connection.needs_rollback and not _inside_another_action():
        with connection.cursor() as cursor:
            for name in ("pghistory.context_id", "pghistory.context_metadata"):
                cursor.execute("SELECT set_config(%s, '', true)", [name])


def _inside_another_action() -> bool:
    return hasattr(pghistory.runtime._tracker, "value")


describe("imported", gettext_noop("imported it"))
describe("changed", gettext_noop("changed it"))
describe("created", gettext_noop("created it"))
describe("removed", gettext_noop("removed it"))
