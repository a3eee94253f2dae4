"""The registry of watched dates: each source is a queryset over a room's own rows, so nothing is copied."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BigIntegerField, CharField, DateField, DateTimeField, Expression, F, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.functional import Promise

from accounts.enums import Role
from reminders.grouping import ALONE, Grouping, Naming

COLUMNS = (
    "watched_source",
    "watched_object",
    "watched_due",
    "watched_owner",
    "watched_unit",
    "watched_title",
    "watched_since",
    "watched_page",
    "watched_at",
    "watched_zone",
    "watched_group",
)
LADDER = (365, 180, 90, 30, 7, 1, 0)
WEEKS_OVERDUE = 8
HEAD_AFTER_DAYS, OFFICE_AFTER_DAYS = 14, 28


@dataclass(frozen=True)
class Act:
    """One thing that can be done in one click: a POST to ``url``, which checks the right again.

    With ``needs_note`` the first press leads to a page that asks why. It is offered to those who have
    ``right`` in the unit of the row ("": to everybody who sees the row).
    """

    label: str | Promise
    url: str
    tone: str = ""
    needs_note: bool = False
    right: str = ""


@dataclass(frozen=True)
class DeadlineSource:
    """One kind of watched date of one model.

    ``rows(on)`` gives every row whose date is still to be kept on the day; ``due``, ``owner``, ``unit``,
    ``title``, ``since`` and ``page`` are field paths in it: the date, the person whose it is, the unit
    (asked when there is no such person), the words (or an expression that gives them), the instant
    the row came to be (earlier steps are not owed), and the key of the page on which it is done.
    Where ``owner`` is annotated, ``owner_column`` names its column in full ("agreements.agreement.coordinator").
    The queryset has ``visible_to(user)``, the rows a person may read. ``sentence(row)`` says, in the
    language active then, what is due; ``title_words`` does the same for a title of which the database holds no words
    of any language. ``at`` is the instant, for a date with an hour, and ``zone`` the time zone in which that hour is
    said. ``acts(row, user)`` offers what ``user`` may do about it at once, asking the database nothing. ``grouping``
    lets alike rows stand as one, ``naming`` says that titles name people.

    ``office`` is the role of those who see to what nobody else does; coordinators of units belong to the international
    office, and see to its dates alone.

    ``ladder`` and ``weeks_overdue`` say when the keeper is told; after ``head_after_days`` overdue the head of the unit
    is told too, after ``office_after_days`` the office (None: never). An administrator may set all four otherwise.
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
    owner_column: str = ""
    unit: str = ""
    since: str = "created_at"
    page: str = "pk"
    at: str | Expression = ""
    zone: str = ""
    title_words: Callable[[str], str] = str
    acts: Callable[["WatchedDate", Any], list[Act]] = lambda row, user: []
    grouping: Grouping = ALONE
    naming: Naming | None = None
    office: Role = Role.OFFICER
    ladder: tuple[int, ...] = LADDER
    weeks_overdue: int = WEEKS_OVERDUE
    head_after_days: int | None = HEAD_AFTER_DAYS
    office_after_days: int | None = OFFICE_AFTER_DAYS

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
                watched_at=self._instant(),
                watched_zone=Cast(F(self.zone) if self.zone else Value(""), CharField()),
                watched_group=self.grouping.column(),
            )
            .order_by()
            .values_list(*COLUMNS)
        )

    @property
    def is_seen_to_in_units(self) -> bool:
        """Whether the coordinators of a unit see to its dates that nobody in particular keeps."""
        return bool(self.unit) and self.office == Role.OFFICER

    @staticmethod
    def _key(path: str):
        return Cast(F(path) if path else Value(None), BigIntegerField())

    def _instant(self):
        at = F(self.at) if isinstance(self.at, str) and self.at else self.at or Value(None)
        return Cast(at, DateTimeField())

    def page_model(self):
        """The model of the page on which the date is dealt with: that of the rows, or the one ``page`` leads to."""
        model = self.rows(date.min).model
        return model if self.page == "pk" else model._meta.get_field(self.page).related_model


@dataclass(frozen=True)
class WatchedDate:
    """One row of one source, as ``DeadlineSource.watched`` gives it, with what people have arranged about it."""

    source_name: str
    object_id: int
    due_on: date
    owner_id: int | None
    unit_id: int | None
    stored_title: str
    since: date
    page_id: int
    due_at: datetime | None = None
    zone: str = ""
    group: str | None = None
    arrangement: Any = field(default=None, compare=False)
    moved_from: date | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.source_name, self.object_id

    @property
    def source(self) -> DeadlineSource:
        return source(self.source_name)

    @property
    def title(self) -> str:
        return self.source.title_words(self.stored_title)

    @property
    def sentence(self) -> str:
        return str(self.source.sentence(self))

    @property
    def address(self) -> str:
        return self.source.address(self)

    @property
    def local_due_at(self) -> datetime | None:
        """The instant on the clock of the zone in which the hour is said."""
        return self.due_at.astimezone(ZoneInfo(self.zone or settings.TIME_ZONE)) if self.due_at else None

    def is_resting(self, on: date) -> bool:
        """Whether somebody has put it aside until a later day than ``on``."""
        kept = self.arrangement
        return bool(kept and kept.due_on == self.due_on and kept.rests_until and kept.rests_until > on)

    @property
    def is_not_needed(self) -> bool:
        """Whether somebody has said why nothing needs to be done about it."""
        kept = self.arrangement
        return bool(kept and kept.due_on == self.due_on and kept.is_not_needed)


_sources: dict[str, DeadlineSource] = {}


def register(deadline_source: DeadlineSource):
    """Called by a room's ``deadlines.py``."""
    _sources[deadline_source.name] = deadline_source


def sources() -> list[DeadlineSource]:
    return list(_sources.values())


def source(name: str) -> DeadlineSource:
    return _sources[name]


def label_of(name: str) -> str:
    """What people call the kind of date; its name in the code where no room watches it any more."""
    return str(_sources[name].label) if name in _sources else name
