"""What every write to a plain row of a network has in common: right, check, history, and the row as it is now."""

from typing import TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from networks.querysets import CHANGE
from networks.services.networks import require_change

Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def add_row(row: Row, *, actor, code: str) -> Row:
    """Save a new row. Raises ``ValidationError`` beside its field, and ``RightMissing``."""
    require_change(actor)
    row.full_clean()
    with history.action(code, actor=actor, right=CHANGE):
        row.save()
    return row


@transaction.atomic
def change_row(row: Row, *, actor, code: str, fields: dict) -> Row:
    """Write the given fields on the row as it is now. Raises ``PortalError`` where it was removed meanwhile."""
    locked = locked_row(row, actor=actor)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean()
    with history.action(code, actor=actor, right=CHANGE):
        locked.save(update_fields=list(fields))
    return locked


@transaction.atomic
def remove_row(row: models.Model, *, actor, code: str, note: str = ""):
    """Take the row out; the history keeps what it said. Raises ``PortalError`` where it was removed meanwhile."""
    locked = locked_row(row, actor=actor)
    with history.action(code, actor=actor, note=note, right=CHANGE):
        locked.delete()


def locked_row(row: Row, *, actor) -> Row:
    require_change(actor)
    locked = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    if locked is None:
        raise PortalError(_("It was removed meanwhile."))
    return locked
