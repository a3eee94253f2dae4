"""What a desk shows: dates by urgency, what is overdue with others, what is put aside.

A desk is a person's own, a colleague's (for those who may look), or everybody's.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.navigation import overdue_of, remembered
from reminders.dates import DateQuestion, Standing, Whose
from reminders.decisions import decision_count
from reminders.desk_parts import DuePart
from reminders.desk_rows import DeskRow, dressed
from reminders.keepers import Keeper
from reminders.models import Arrangement
from reminders.sources import WatchedDate

MOST_ROWS, MOST_LINES = 300, 40  # dates that are read, and lines of them that are shown
MOST_BESIDE = 15
FURTHEST_DAYS = 180


@dataclass(frozen=True)
class Desk:
    """The desk of ``person`` (None: everybody's) as ``reader`` sees it, narrowed to ``kinds`` and ``units``."""

    reader: User
    on: date
    person: User | None = None
    kinds: tuple[str, ...] = ()
    units: QuerySet | None = None

    @property
    def is_own(self) -> bool:
        return self.person == self.reader

    @property
    def is_narrowed(self) -> bool:
        return bool(self.kinds) or self.units is not None

    @cached_property
    def last_day(self) -> date:
        """The last day of the desk; what comes later is the calendar's to show."""
        return self.on + timedelta(days=FURTHEST_DAYS)

    @cached_property
    def parts(self) -> list[DuePart]:
        """The open dates up to ``last_day`` as overdue, today, this week, this month, later; without empty parts."""
        days = timedelta(days=1)
        parts = [
            DuePart("overdue", _("Overdue"), "bad", self.on - days),
            DuePart("today", _("Today"), "warn", self.on),
            DuePart("week", _("This week"), "warn", self.on + (6 - self.on.weekday()) * days),
            DuePart("month", _("In the coming month"), "rev", self.on + 30 * days, by_week=True),
            DuePart("later", _("Later"), "off", self.last_day, by_week=True),
        ]
        rows = replace(self._question, until=self.last_day).rows(MOST_ROWS + 1)
        for row in self._dressed(rows[:MOST_ROWS]):
            next(part for part in parts if part.reaches(row.date.due_on)).rows.append(row)
        filled = [part for part in parts if part.rows]
        if len(rows) > MOST_ROWS:
            filled[-1].is_cut = True
        return _within(filled, MOST_LINES)

    @cached_property
    def elsewhere(self) -> DuePart | None:
        """What has been overdue so long that the person is told of it though somebody else keeps it.

        On one's own whole desk it is asked once a minute: it concerns weeks, and the question is dear.
        """
        if self.person is None or not (self.keeper.headed or self.keeper.offices):
            return None
        question = self._question_of(Whose.ESCALATED)
        ask = partial(question.rows, MOST_BESIDE + 1)
        is_remembered = self.is_own and not self.is_narrowed
        rows = remembered("elsewhere", self.reader, ask) if is_remembered else ask()
        kept = {row.date.key for part in [*self.parts, *filter(None, [self.aside])] for row in part.rows}
        rows = [row for row in rows if row.key not in kept]
        return self._beside(rows, DuePart("elsewhere", _("Overdue with others"), "bad"))

    @cached_property
    def aside(self) -> DuePart | None:
        """What is put to rest or not needed, whenever its date is."""
        arranged = Arrangement.objects.put_aside(self.on).values_list("source", flat=True)
        kinds = {source for source in arranged.distinct() if not self.kinds or source in self.kinds}
        if not kinds:
            return None
        question = replace(self._question, kinds=tuple(kinds), standing=Standing.ASIDE)
        return self._beside(question.rows(MOST_BESIDE + 1), DuePart("aside", _("Put aside"), "off"))

    @property
    def unreadable(self) -> list[str]:
        """The kinds whose room is at fault and that are missing on the parts asked so far."""
        return list(dict.fromkeys(self._question.faults))

    @cached_property
    def left_out(self) -> int:
        """How many open dates up to ``last_day`` the filters leave out."""
        if not self.is_narrowed:
            return 0
        shown = replace(self._question, until=self.last_day)
        return replace(shown, kinds=(), units=None).count() - shown.count()

    @cached_property
    def keeper(self) -> Keeper:
        """What the person keeps, asked once for all parts."""
        return Keeper(self.person or self.reader, self.on)

    @cached_property
    def _question(self) -> DateQuestion:
        return self._question_of(Whose.KEPT if self.person else Whose.ALL)

    def _question_of(self, whose: Whose) -> DateQuestion:
        return DateQuestion(
            self.reader,
            self.on,
            whose,
            self.person,
            kinds=self.kinds,
            units=self.units,
            keeper=self.keeper,
            leaves_out_faults=True,
        )

    def _beside(self, rows: list[WatchedDate], part: DuePart) -> DuePart | None:
        part.rows, part.is_cut = self._dressed(rows[:MOST_BESIDE]), len(rows) > MOST_BESIDE
        return part if rows else None

    def _dressed(self, rows: list[WatchedDate]) -> list[DeskRow]:
        return dressed(rows, reader=self.reader, person=self.person, keeper=self.keeper)


def _within(parts: list[DuePart], room: int) -> list[DuePart]:
    """The first of ``parts``, with no more lines than there is ``room`` for."""
    shown: list[DuePart] = []
    for part in parts:
        if not room:
            shown[-1].is_cut = True
            break
        room -= part.keep(room)
        shown.append(part)
    return shown


def due_parts(user, on: date | None = None) -> list[DuePart]:
    """The dates of the person's own desk by urgency."""
    return Desk(user, on or timezone.localdate(), user).parts


def overdue_count(user, on: date | None = None) -> int:
    """How many of the person's dates have passed."""
    on = on or timezone.localdate()
    return DateQuestion(user, on, until=on - timedelta(days=1), leaves_out_faults=True).count()


def desk_count(user) -> int:
    """What waits for the person now: what is overdue, and what they may decide."""
    return overdue_of(user) + decision_count(user)
