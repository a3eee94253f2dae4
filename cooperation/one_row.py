"""One row of a table that is saved as a whole: put in, changed or taken out while the whole is locked."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import PortalError


@dataclass(frozen=True)
class RowTable:
    """``rows``: the related name; ``save(whole, actor=, rows=)``: the service; ``as_values(row, changed)``: its row.

    ``as_values`` is given None for a new row, and nothing changed for one that stays as it is.
    """

    rows: str
    save: Callable
    as_values: Callable


@transaction.atomic
def put_row(table: RowTable, whole, *, actor, fields: dict, row=None, **further):
    """Add a row of ``fields``, or change ``row``. Two who do it at once each keep theirs.

    Raises what the service raises, and ``PortalError`` where the row was taken out meanwhile.
    """
    locked, standing = _standing(table, whole)
    if row is not None and row not in standing:
        raise PortalError(_("It was taken out meanwhile."))
    values = [table.as_values(each, fields if each == row else {}) for each in standing]
    if row is None:
        values.append(table.as_values(None, fields))
    return table.save(locked, actor=actor, rows=values, **further)


@transaction.atomic
def take_out_row(table: RowTable, whole, *, actor, row):
    """Save the table without ``row``; one that is out already makes no difference."""
    locked, standing = _standing(table, whole)
    return table.save(locked, actor=actor, rows=[table.as_values(each, {}) for each in standing if each != row])


def _standing(table: RowTable, whole) -> tuple:
    locked = type(whole)._base_manager.select_for_update().get(pk=whole.pk)
    return locked, list(getattr(locked, table.rows).all())
