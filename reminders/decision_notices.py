"""Whose decisions are, for everybody at once: noted set-based, so that nobody is told the same twice.

Told are those who hold the role in the unit, or in the nearest above it that has somebody who does; a substitute in
the place of who is away; else the office. Who brought it up is told only where nobody else can decide.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import connection, transaction
from django.utils import timezone

from accounts.enums import Role
from reminders.decisions import DecisionSource, WaitingDecision, sources
from reminders.keepers import REACHED_SQL
from reminders.kinds import kind_of
from reminders.models import OutgoingMail

logger = logging.getLogger(__name__)

MOST_WEEKS = 8

READ = (
    *("source", "object_id", "asked_at", "unit_id", "role", "asker_id", "title", "page_id", "person_id", "detail"),
    "group_key",
)
WAITING = f"waiting ({', '.join(READ)})"

# Those with the role have a depth, the deeper the nearer; whose it is in particular is nearest; the office has none.
TOLD_SQL = f"""
    WITH today AS (SELECT %s::date AS day, %s::varchar AS office),
         {WAITING} AS ({{waiting}}),
         {REACHED_SQL},
         able AS (
             SELECT waiting.object_id, holders.recipient_id, holders.instead_of_id, LENGTH(above.path) AS depth
               FROM waiting
               JOIN accounts_unit here ON here.id = waiting.unit_id
               JOIN accounts_unit above ON here.path LIKE above.path || '%%'
               JOIN holders ON holders.unit_id = above.id AND holders.role = waiting.role
              WHERE holders.instead_of_id IS NULL OR holders.role = ANY(%s)
             UNION ALL
             SELECT waiting.object_id, reached.recipient_id, reached.instead_of_id, 1000000
               FROM waiting
               JOIN reached ON reached.user_id = waiting.person_id
             UNION ALL
             SELECT waiting.object_id, office.recipient_id, office.instead_of_id, 0
               FROM waiting
               CROSS JOIN office
         ),
         ranked AS (
             SELECT able.*, RANK() OVER (PARTITION BY able.object_id
                                         ORDER BY able.recipient_id IS NOT DISTINCT FROM waiting.asker_id,
                                                  able.depth DESC) AS place
               FROM able
               JOIN waiting USING (object_id)
         ),
         told AS (
             SELECT DISTINCT ON (ranked.object_id, ranked.recipient_id)
                    waiting.*, ranked.recipient_id, ranked.instead_of_id,
                    CASE WHEN ranked.depth = 0 AND waiting.role <> (SELECT office FROM today) THEN 'office'
                         WHEN ranked.instead_of_id IS NOT NULL THEN 'substitute' ELSE 'owner' END AS told_as
               FROM ranked
               JOIN waiting USING (object_id)
              WHERE ranked.place = 1
              ORDER BY ranked.object_id, ranked.recipient_id, ranked.instead_of_id NULLS FIRST
         )
"""  # noqa: S608 (the parts are ours and Django's own)

NOTE = f"""
    {TOLD_SQL}
    INSERT INTO reminders_decisionnotice
           (source, object_id, asked_at, week, recipient_id, told_as, instead_of_id, created_at)
    SELECT source, object_id, asked_at, week, recipient_id, told_as, instead_of_id, now()
      FROM told
      CROSS JOIN today
      CROSS JOIN LATERAL (SELECT (today.day - (told.asked_at AT TIME ZONE %s)::date) / 7 AS weeks) waited
      CROSS JOIN LATERAL UNNEST(CASE WHEN %s AND waited.weeks BETWEEN 1 AND {MOST_WEEKS}
                                     THEN ARRAY[0, waited.weeks] ELSE ARRAY[0] END) AS due (week)
     WHERE (told.asked_at AT TIME ZONE %s)::date <= today.day
        ON CONFLICT ON CONSTRAINT decision_notice_once DO NOTHING
"""  # noqa: S608 (the parts are ours and Django's own)

UNTOLD = f"""
    {TOLD_SQL}
    SELECT {", ".join(f"told.{column}" for column in READ)}, told.recipient_id, told.told_as, told.instead_of_id,
           ARRAY_AGG(notice.id)
      FROM told
      JOIN reminders_decisionnotice notice USING (source, object_id, asked_at, recipient_id)
     WHERE notice.mail_id IS NULL AND {{narrowed}}
     GROUP BY {", ".join(str(place + 1) for place in range(len(READ) + 3))}
"""  # noqa: S608 (the parts are ours and Django's own)

AT_ONCE = """
    notice.week = 0 AND told.asked_at >= %s
    AND NOT EXISTS (SELECT 1 FROM reminders_subscription wish
                     WHERE wish.user_id = told.recipient_id AND NOT wish.has_decisions_at_once)
"""

FORGET = f"""
    {TOLD_SQL}
    DELETE FROM reminders_decisionnotice notice
     WHERE notice.source = %s AND notice.mail_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM told
                        WHERE told.object_id = notice.object_id AND told.asked_at = notice.asked_at
                          AND told.recipient_id = notice.recipient_id)
"""  # noqa: S608 (the parts are ours and Django's own)

MARK = """
    UPDATE reminders_decisionnotice notice
       SET mail_id = done.mail
      FROM UNNEST(%s::bigint[], %s::bigint[]) AS done (notice, mail)
     WHERE notice.id = done.notice
"""


@dataclass(frozen=True)
class UntoldDecision:
    """A decision that still waits, one person who is to be told of it, and why it is theirs; ``notices`` are marked."""

    decision: WaitingDecision
    recipient_id: int
    told_as: str
    instead_of_id: int | None
    notices: tuple[int, ...]


def untold_at_once(on: date, failures: dict[str, str]) -> list[UntoldDecision]:
    """What has come up since its kind is watched, for those who want to know at once; noted now where it is new.

    A kind that cannot be read is added to ``failures`` and left for the next time.
    """
    return _ask_each(lambda source: _note_and_read(source, on, at_once=True), failures)


def untold_for_digests(on: date, failures: dict[str, str]) -> list[UntoldDecision]:
    """Everything that is still to be told, and again what has waited one more whole week.

    Notices of what was decided, sent back or given to somebody else before they were told are taken away.
    """
    return _ask_each(lambda source: _note_and_read(source, on, at_once=False), failures)


def mark_told(told: Iterable[tuple[UntoldDecision, OutgoingMail]]):
    """Note which mail told of which decision."""
    done = [(notice, mail.pk) for untold, mail in told for notice in untold.notices]
    if done:
        with connection.cursor() as cursor:
            cursor.execute(MARK, [list(column) for column in zip(*done, strict=True)])


def _ask_each(ask, failures) -> list[UntoldDecision]:
    found = []
    for source in sources():
        try:
            with transaction.atomic():
                found += ask(source)
        except Exception as error:  # one room's fault must not silence the others
            logger.exception("The decisions %s cannot be read", source.name)
            failures[source.name] = f"{type(error).__name__}: {error}"
    return found


def _note_and_read(source: DecisionSource, on: date, *, at_once: bool) -> list[UntoldDecision]:
    started_at = _midnight(kind_of(source, on).started_on or on)
    waiting, parameters = source.waiting(source.rows()).query.sql_with_params()
    given = [on, source.office, *parameters, list(Role.delegable)]
    zone = timezone.get_default_timezone_name()
    narrowed = AT_ONCE if at_once else "TRUE"
    with connection.cursor() as cursor:
        cursor.execute(NOTE.format(waiting=waiting), [*given, zone, not at_once, zone])
        if not at_once:
            cursor.execute(FORGET.format(waiting=waiting), [*given, source.name])
        cursor.execute(UNTOLD.format(waiting=waiting, narrowed=narrowed), [*given, *([started_at] if at_once else [])])
        return [_as_untold(row) for row in cursor.fetchall()]


def _as_untold(row) -> UntoldDecision:
    recipient_id, told_as, instead_of_id, notices = row[len(READ) :]
    return UntoldDecision(WaitingDecision(*row[: len(READ)]), recipient_id, told_as, instead_of_id, tuple(notices))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
