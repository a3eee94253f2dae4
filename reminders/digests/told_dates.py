"""The dates that notices are about, and those soon due, as they are now: with everybody who is told of each.

A date that was settled, put to rest or has moved, or that is another's by now, shows here before a mail tells of it.
"""

import logging
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_

from django.db import connection, transaction
from django.db.models import Q

from reminders.dates import with_arrangements
from reminders.enums import ToldAs
from reminders.keepers import HEADS_SQL, KEEPERS_SQL, REACHED_SQL
from reminders.models import Notice
from reminders.sources import DeadlineSource, WatchedDate, sources
from reminders.sweep_statements import DATED, WATCHED

logger = logging.getLogger(__name__)

TELLING_COLUMNS = 3  # after those of the watched date

TOLD = f"""
    WITH schedule AS (SELECT %s::date AS day, %s::varchar AS office, NULL::date AS started_on),
         today AS (SELECT day, office FROM schedule),
         {WATCHED} AS ({{watched}}),
         {DATED},
         {REACHED_SQL},
         {HEADS_SQL},
         steps AS (SELECT * FROM dated),
         {KEEPERS_SQL},
         overdue AS (SELECT dated.* FROM dated JOIN schedule ON dated.due_on < schedule.day),
         told AS (
             SELECT object_id, recipient_id, instead_of_id, told_as FROM kept
             UNION ALL
             SELECT overdue.object_id, heads.recipient_id, heads.instead_of_id, 'head'
               FROM overdue JOIN heads USING (unit_id)
             UNION ALL
             SELECT overdue.object_id, office.recipient_id, office.instead_of_id, 'escalated'
               FROM overdue CROSS JOIN office
         )
    SELECT watched.*, told.recipient_id, told.told_as, told.instead_of_id
      FROM dated
      JOIN watched USING (object_id)
      LEFT JOIN told USING (object_id)
"""  # noqa: S608 (the parts are ours and Django's own)


@dataclass(frozen=True)
class Telling:
    """That one person (or the office's address: None) is told of a date, and why: as whom, and in whose place."""

    recipient_id: int | None
    told_as: ToldAs
    instead_of_id: int | None

    @property
    def is_keeping(self) -> bool:
        """Whether the date is theirs to see to; heads and office are told of what others leave."""
        return self.told_as not in (ToldAs.HEAD, ToldAs.ESCALATED)


@dataclass
class ToldDate:
    """One open date with everybody who is told of it today."""

    row: WatchedDate
    tellings: list[Telling] = field(default_factory=list)

    def telling_for(self, recipient_id: int | None, told_as: str) -> Telling | None:
        """Why the person is told of it now: as a keeper, or as head or office where the notice says so."""
        for telling in self.tellings:
            if telling.recipient_id == recipient_id and (telling.is_keeping or telling.told_as == told_as):
                return telling
        return None

    @property
    def keepers(self) -> list[Telling]:
        return [telling for telling in self.tellings if telling.is_keeping]


ToldDates = dict[str, dict[int, ToldDate]]


def read_told_dates(notices, day: date, soon: tuple[date, date] | None, failures: dict[str, str]) -> ToldDates:
    """By source and object the open dates of the untold ``notices``, and all that fall due in ``soon`` (days included).

    A source that fails or is gone is left out, and what it noted stays untold; failures are added to ``failures``.
    """
    noted = {notice.source for notice in notices}
    told: ToldDates = {}
    for source in sources():
        if soon or source.name in noted:
            try:
                with transaction.atomic():
                    told[source.name] = _read(source, _wanted(source, source.name in noted, soon), day)
            except Exception as error:  # one room's fault must not silence the others
                logger.exception("The deadline source %s failed", source.name)
                failures[source.name] = f"{type(error).__name__}: {error}"
    _add_what_is_arranged(told)
    return told


def _wanted(source: DeadlineSource, is_noted: bool, soon: tuple[date, date] | None) -> Q:
    untold = Notice.objects.untold().filter(source=source.name)
    parts = [Q(pk__in=untold.values("object_id"))] if is_noted else []
    return reduce(or_, parts + ([Q(**{f"{source.due}__range": soon})] if soon else []))


def _read(source: DeadlineSource, wanted: Q, day: date) -> dict[int, ToldDate]:
    watched, parameters = source.watched(source.rows(day).filter(wanted)).query.sql_with_params()
    found: dict[int, ToldDate] = {}
    with connection.cursor() as cursor:
        cursor.execute(TOLD.format(watched=watched), [day, source.office, *parameters])
        for values in cursor.fetchall():
            row = WatchedDate(*values[:-TELLING_COLUMNS])
            date_now = found.setdefault(row.object_id, ToldDate(row))
            recipient_id, told_as, instead_of_id = values[-TELLING_COLUMNS:]
            if told_as is not None:
                date_now.tellings.append(Telling(recipient_id, ToldAs(told_as), instead_of_id))
    return found


def _add_what_is_arranged(told: ToldDates):
    everything = [date_now for dates in told.values() for date_now in dates.values()]
    for date_now, row in zip(everything, with_arrangements([each.row for each in everything]), strict=True):
        date_now.row = row
