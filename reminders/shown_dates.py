"""A watched date with what pages show of it beside its own words."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.formats import time_format
from django.utils.translation import gettext as _

from accounts.models import Unit, User
from reminders.arrangement_words import arranged_words
from reminders.sources import WatchedDate
from reminders.urgency import Urgency, urgency_of


@dataclass(frozen=True)
class ShownDate:
    """A watched date with what a reader sees of it beside its own words."""

    row: WatchedDate
    urgency: Urgency
    aside_words: str
    unit_name: str = ""
    keeper_name: str = ""

    @property
    def month(self) -> date:
        """The first day of its month, by which a list is parted."""
        return self.row.due_on.replace(day=1)

    @property
    def hour(self) -> str:
        """The hour on the clock of its own zone; "" for a whole day."""
        return time_format(self.row.local_due_at) if self.row.local_due_at else ""


def as_shown(row: WatchedDate, on: date) -> ShownDate:
    """``row`` as the day sees it, asking nothing."""
    return ShownDate(row, urgency_of(row, on), arranged_words(row, on))


def in_words(rows: list[WatchedDate], on: date) -> list[ShownDate]:
    """The same dates with the names of unit and keeper, as a list shows them; two queries."""
    units = Unit.objects.in_bulk({row.unit_id for row in rows if row.unit_id})
    owners = User.objects.only("name", "email").in_bulk({row.owner_id for row in rows if row.owner_id})
    return [
        replace(
            as_shown(row, on),
            unit_name=str(units.get(row.unit_id, "")),
            keeper_name=_keeper_of(row, owners),
        )
        for row in rows
    ]


def _keeper_of(row: WatchedDate, owners: dict[int, User]) -> str:
    """Who it was handed to, its owner, or the office for what belongs to no unit; "" where a unit sees to it."""
    keeper = (row.arrangement and row.arrangement.keeper) or owners.get(row.owner_id or 0)
    if keeper is None and row.unit_id is None:
        return _("The international office")
    return str(keeper or "")
