"""One row of a bulk edit: locked, compared with what the person saw, written by its room."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.bulk.kinds import BulkKind
from core.bulk.models import BulkRow
from core.errors import PortalError


class RowGone(PortalError):
    """The object is no more, or its version is not the one expected: it is left as it is."""


def write_row(kind: BulkKind, row: BulkRow, values: dict, *, actor, is_new: bool, version=None):
    """Give the object of ``row`` its ``values`` and return the version written.

    ``version`` is the one it must still have (``row.seen_at`` unless given). Raises ``RowGone`` where it has another,
    and what the room's services raise. ``is_new``: the values are a choice, not a way back.
    """
    locked = kind.model._base_manager.select_for_update(of=("self",)).filter(pk=row.object_id).first()
    if locked is None:
        raise RowGone(_("It is not there any more."))
    if locked.updated_at != (version or row.seen_at):
        raise RowGone(_("It was changed meanwhile. Nothing of that was overwritten."))
    if is_new:
        kind.check(locked, values)
    kind.write(locked, values, actor=actor)
    return kind.model._base_manager.values_list("updated_at", flat=True).get(pk=row.object_id)


def refused_or(act: Callable[[], object]) -> str:
    """Why ``act`` was refused, in a sentence; "" when it was done."""
    try:
        act()
    except ValidationError as error:
        return " ".join(error.messages)
    except PortalError as error:
        return str(error.sentence) or _("It was refused.")
    return ""
