"""The only code that rewrites history: it empties what the rows of a removed person said; that they were, stays."""

from collections.abc import Collection

import pgtrigger
from django.db import models, transaction
from django.db.models import F, Func, JSONField, Value
from pghistory.models import Context


@transaction.atomic
def forget_in_history(model: type[models.Model], keys: Collection[int], fields: Collection[str]) -> int:
    """Empty the text ``fields`` of ``model`` in every event of the rows ``keys``; returns how many events.

    The trigger that keeps history append-only is set aside by name, for this one statement.
    """
    events = model.pgh_event_model  # type: ignore[attr-defined]  # made by history.track
    with pgtrigger.ignore(f"{events._meta.label}:append_only"):
        return events.objects.filter(pgh_obj_id__in=keys).update(**dict.fromkeys(fields, ""))


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
