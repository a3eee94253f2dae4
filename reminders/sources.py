"""The registry of watched dates: each source is a queryset over a room's own rows, so nothing is copied."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.functional import Promise

COLUMNS = (
    "watched_source",
    "watched_object",
    "watched_due",
    "watched_owner",
    "watched_unit",
    "watched_title",
    "watched_since",
    "watched_page",
)
LADDER = (365, 180, 90, 30, 7, 1, 0)
WEEKS_OVERDUE = 8


@dataclass(frozen=True)
class DeadlineSource:
    """One kind of watched date of one model.

    ``rows(on)`` gives every row whose date is still to be kept on the day; ``due``, ``owner``, ``unit``,
    ``title``, ``since`` and ``page`` are field paths in it: the date, the person whose it is, the unit
    (asked when there is no such person), the words (or an expression that gives them), the instant
    the row came to be (earlier steps are not owed), and the key of the page on which it is done.
    The queryset has ``visible_to(user)``, the rows a person may read. ``sentence(row)`` says, in the
    language active then, what is due.
    """

    name: str
    label: str | Promise
    rows: Callable[[date], Any]  # a QuerySet with visible_to(user)
    due: str
    title: str | Expression
    sentence: Callable[["WatchedDate"], str]
    address: Callable[["WatchedDate"], str]
    button: str | Promise
    owner: str = ""
    unit: str = ""
    since: str = "created_at"
    page: str = "pk"
    ladder: tuple[int, ...] = LADDER
    weeks_overdue: int = WEEKS_OVERDUE

    def watched(self, rows: QuerySet) -> QuerySet:
        """``rows`` of the source as plain values (``COLUMNS``), alike for every source so that they can be united."""
        return (
            rows.filter(**{f"{self.due}__isnull": False})
            .annotate(
                watched_source=Value(self.name, output_field=CharField()),
                watched_object=Cast("pk", BigIntegerField()),
                watched_due=Cast(self.due, DateField()),
                watched_owner=self._key(self.owner),
                watched_unit=self._key(self.unit),
                watched_title=Cast(self.title, CharField()),
                watched_since=TruncDate(self.since),
                watched_page=self._key(self.page),
            )
            .order_by()
            .values_list(*COLUMNS)
        )

    @staticmethod
    def _key(path: str):
        return Cast(F(path) if path else Value(None), BigIntegerField())


@dataclass(frozen=True)
class WatchedDate:
    """One row of one source, as ``DeadlineSource.watched`` gives it."""

    source_name: str
    object_id: int
    due_on: date
    owner_id: int | None
    unit_id: int | None
    title: str
    since: date
    page_id: int

    @property
    def source(self) -> DeadlineSource:
        return source(self.source_name)

    @property
    def sentence(self) -> str:
        return str(self.source.sentence(self))

    @property
    def address(self) -> str:
        return self.source.address(self)


_sources: dict[str, DeadlineSource] = {}


def register(deadline_source: DeadlineSource):
    """Called by a room's ``deadlines.py``."""
    _sources[deadline_source.name] = deadline_source


def sources() -> list[DeadlineSource]:
    return list(_sources.values())


def source(name: str) -> DeadlineSource:
    return _sources[name]
