"""Watched dates as somebody asks for them: the desk, the calendar, the feed and the digests all ask here.

One query over all sources for the rows, and two more for what is arranged about them and what moved.
"""

import logging
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import Any

from django.db import DataError, InternalError, ProgrammingError, connection
from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from core.models import Follow
from core.statements import THE_OBJECT, count_of, forget, rows_of, statement_of
from reminders.keepers import Keeper
from reminders.kinds import schedules
from reminders.models import Arrangement, Sighting
from reminders.sources import DeadlineSource, WatchedDate, sources

logger = logging.getLogger(__name__)

REFUSALS = (DataError, InternalError, ProgrammingError)  # of a statement; a database that is away is another matter


class Standing(Enum):
    """Whether a date waits, rests until a later day, or is not needed; by what people have arranged about it."""

    OPEN = "open"
    RESTING = "resting"
    NOT_NEEDED = "not_needed"
    ASIDE = "aside"  # resting or not needed
    ANY = "any"


class Whose(Enum):
    """Whose dates are asked for: those a person keeps, those told to them since overdue, or all one may read.

    Followed ones are dates of what a person follows, whoever keeps them.
    """

    KEPT = "kept"
    ESCALATED = "escalated"
    FOLLOWED = "followed"
    ALL = "all"


@dataclass(frozen=True)
class DateQuestion:
    """Which watched dates ``viewer`` asks for, on the day ``on``; never more than the viewer may read.

    ``person`` is whose (the viewer's own unless said), for every ``Whose`` but ``ALL``. ``kinds``
    are names of sources, ``group`` is one of those that sources part their dates into, ``units`` a queryset of units
    with those below them, ``since`` and ``until`` days.
    """

    viewer: Any
    on: date
    whose: Whose = Whose.KEPT
    person: Any = None
    since: date | None = None
    until: date | None = None
    kinds: Collection[str] = ()
    group: str | None = None
    without: Collection[str] = ()  # kinds again
    units: QuerySet | None = None
    standing: Standing = Standing.OPEN
    pages: tuple[type, Sequence[int]] | None = None  # a model and keys: dates of these pages only
    keeper: Keeper | None = None  # what the person keeps on the day, where several questions ask for it
    leaves_out_faults: bool = False  # on pages; a calendar feed would take what is left out for cancelled
    faults: list[str] = field(default_factory=list, compare=False)  # labels of what was left out, also by ``replace``

    def rows(self, most: int, start: int = 0) -> list[WatchedDate]:
        """Dates in order of urgency, from the ``start``-th, at most ``most``."""
        return with_arrangements(
            [WatchedDate(*row) for row in self.around_faults(lambda asked: asked._rows(most, start))]
        )

    def _rows(self, most: int, start: int) -> list[tuple]:
        return self._asked(rows_of, (most, start), lambda asked: asked._in_order(most, start))

    def _asked(self, ask: Callable, about: Hashable, write: Callable[["DateQuestion"], QuerySet | None]) -> Any:
        """Ask by a statement that is remembered, where the question itself says all that it follows from."""
        faults = len(self.faults)
        key = (*self._key, about) if self._key else None
        answer = ask(key, lambda: write(self._of_any_page), self._only_page)
        if key and len(self.faults) > faults:
            forget(key)  # what is missing in it is told each time
        return answer

    def _in_order(self, most: int, start: int) -> QuerySet | None:
        united = self.united(first=start + most if self.pages is None else None)
        if united is None:
            return None
        return united.order_by("watched_due", "watched_source", "watched_object")[start : start + most]

    @property
    def _key(self) -> tuple | None:
        """What the statement follows from; None where it follows from more: other querysets, the settings of kinds."""
        has_many_pages = self.pages is not None and self._only_page is None
        if has_many_pages or self.units is not None or self.whose is Whose.ESCALATED:
            return None
        person = self.person or self.viewer
        keeper = self._keeper.key if self.whose is Whose.KEPT else None
        names = (frozenset(self.kinds), frozenset(self.without))
        page = self.pages and self.pages[0]
        asked = (self.whose, self.on, self.since, self.until, self.standing, names, self.group, page)
        return tuple(map(id, sources())), self.viewer.pk, self.viewer.rights.key, person.pk, keeper, asked

    @property
    def _only_page(self) -> int | None:
        """The key of the one page that is asked about: its statement serves every page of the model."""
        return self.pages[1][0] if self.pages is not None and len(self.pages[1]) == 1 else None

    @property
    def _of_any_page(self) -> "DateQuestion":
        return replace(self, pages=(self.pages[0], [THE_OBJECT])) if self.pages and self._only_page else self

    @cached_property
    def _keeper(self) -> Keeper:
        """Whose dates the person keeps, unless the asker knows it already."""
        return self.keeper or Keeper(self.person or self.viewer, self.on)

    def united(self, first: int | None = None) -> QuerySet | None:
        """Every source in one query of plain values (``sources.COLUMNS``); None where there is nothing to read.

        Only the ``first`` so many of each source, where a number is given.
        """
        parts = [part for source, rows in self._by_source() for part in self._built(source, source.watched, rows)]
        parts = [part for part in parts if not part.query.is_empty()]
        if first is not None and len(parts) > 1:
            parts = [part.order_by(self._by_due(), "watched_object")[:first] for part in parts]
        if not parts:
            return None
        return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]

    def _by_due(self):
        """Where nobody is asked for, an index by date gives the first rows; a person's lie far apart in it."""
        is_wide = self.whose is Whose.ALL and self.units is None
        return F("watched_due") if is_wide else ExpressionWrapper(F("watched_due") + 0, DateField())

    def count(self) -> int:
        return self.around_faults(lambda asked: asked._asked(count_of, "all", DateQuestion.united))

    def statement(self) -> tuple[str, tuple] | None:
        """SQL and parameters of all its dates, in no order; None where there is nothing to read."""
        return self._asked(statement_of, "all", DateQuestion.united)

    def counts(self) -> dict[str, int]:
        """How many, by name of the source; a query for each."""
        return self.around_faults(lambda asked: dict(asked._counts()))

    def _counts(self):
        for source, rows in self._by_source():
            yield source.name, rows.filter(**{f"{source.due}__isnull": False}).count()

    def around_faults(self, read: Callable[["DateQuestion"], Any]) -> Any:
        """``read(self)``; once more without the kinds whose rows the database refuses, where faults are left out."""
        try:
            return read(self)
        except REFUSALS:
            refused = self._refused() if self.leaves_out_faults and not connection.in_atomic_block else []
            if not refused:
                raise
            return read(replace(self, without=[*self.without, *refused]))

    def _refused(self) -> list[str]:
        """The kinds at fault, each read to its end: a single row may be the fault."""
        refused = []
        for source, rows in self._by_source():
            try:
                list(source.watched(rows))
            except REFUSALS as fault:
                refused.append(source.name)
                self._note_fault(source, fault)
        return refused

    def _by_source(self):
        """Each source asked for, with its rows narrowed to the question."""
        person = self.person or self.viewer
        keeper = self._keeper if self.whose in (Whose.KEPT, Whose.ESCALATED) else None
        known = schedules() if self.whose is Whose.ESCALATED else {}
        for source in sources():
            for rows in self._built(source, self._rows_of, source, person, keeper, known):
                yield source, rows

    def _rows_of(self, source: DeadlineSource, person, keeper, known) -> QuerySet | None:
        if not self._asks_for(source):
            return None
        rows = source.rows(self.on).visible_to(self.viewer)
        if self.whose is Whose.KEPT:
            rows = rows.filter(keeper.keeps(source))
        if self.whose is Whose.ESCALATED:
            rows = rows.filter(keeper.is_told_of_overdue(source, known[source.name]), ~keeper.keeps(source))
        if self.whose is Whose.FOLLOWED:
            followed = Follow.objects.of_model(source.page_model()).filter(user=person)
            rows = rows.filter(**{f"{source.page}__in": followed.values("object_id")})
        return rows.filter(self._span(source), self._place(source), self._stands(source))

    def _built(self, source: DeadlineSource, build, *arguments) -> list[QuerySet]:
        """The part of ``source``, or none where it was not asked for, or cannot be read and may be left out."""
        try:
            part = build(*arguments)
        except Exception as fault:
            if not self.leaves_out_faults:
                raise
            self._note_fault(source, fault)
            return []
        return [] if part is None else [part]

    def _note_fault(self, source: DeadlineSource, fault: Exception):
        logger.error("The deadline source %s cannot be read", source.name, exc_info=fault)
        self.faults.append(str(source.label))

    def _asks_for(self, source: DeadlineSource) -> bool:
        if source.name in self.without or (self.kinds and source.name not in self.kinds):
            return False
        return self.pages is None or source.page_model() is self.pages[0]

    def _span(self, source: DeadlineSource) -> Q:
        span = Q()
        if self.since is not None:
            span &= Q(**{f"{source.due}__gte": self.since})
        if self.until is not None:
            span &= Q(**{f"{source.due}__lte": self.until})
        return span

    def _place(self, source: DeadlineSource) -> Q:
        place = Q() if self.pages is None else Q(**{f"{source.page}__in": self.pages[1]})
        if self.units is not None:
            place &= Q(**{f"{source.unit}__in": self.units}) if source.unit else Q(pk__in=[])
        return place if self.group is None else place & source.grouping.is_of(self.group)

    def _stands(self, source: DeadlineSource) -> Q:
        about_it = Arrangement.objects.filter(source=source.name, object_id=OuterRef("pk"), due_on=OuterRef(source.due))
        aside = Q(Exists(about_it.put_aside(self.on)))
        return {
            Standing.OPEN: ~aside,
            Standing.RESTING: Q(Exists(about_it.resting(self.on))),
            Standing.NOT_NEEDED: Q(Exists(about_it.settled())),
            Standing.ASIDE: aside,
            Standing.ANY: Q(),
        }[self.standing]


def with_arrangements(rows: list[WatchedDate]) -> list[WatchedDate]:
    """The same dates with what is arranged about each, and the date it was moved from; two queries."""
    arranged = _by_key(Arrangement.objects.select_related("keeper", "arranged_by", "handed_by"), rows)
    seen = _by_key(Sighting.objects.filter(moved_from__isnull=False), rows)
    return [
        replace(row, arrangement=arranged.get(row.key), moved_from=_moved_from(seen.get(row.key), row)) for row in rows
    ]


def find_date(viewer, source: DeadlineSource, object_id: int, on: date) -> WatchedDate | None:
    """The watched date of one row, whoever keeps it, if ``viewer`` may read it and it still waits."""
    row = source.watched(source.rows(on).visible_to(viewer).filter(pk=object_id)).first()
    return with_arrangements([WatchedDate(*row)])[0] if row else None


def _by_key(found: QuerySet, rows: list[WatchedDate]) -> dict:
    about = found.filter(source__in={row.source_name for row in rows}, object_id__in={row.object_id for row in rows})
    return {(each.source, each.object_id): each for each in about}


def _moved_from(sighting, row: WatchedDate) -> date | None:
    return sighting.moved_from if sighting and sighting.due_on == row.due_on else None
