"""Which values of a row its history tells."""

from django.db import models

from core.history_entries import NEVER_SHOWN, Story
from core.moments.snapshots import Row


def shown_columns(row: Row, story: Story) -> list[models.Field]:
    """The columns that the history of the object tells, in the model's order; not that by which a row hangs on it."""
    hidden = NEVER_SHOWN | set(row.part.hidden if row.part else story.hidden)
    owners = {story.model, *(part.model for part in story.parts)} if row.part else set()
    return [
        column
        for column in row.model._meta.concrete_fields
        if column.name not in hidden and column.attname in row.values and column.related_model not in owners
    ]
