"""The nightly sweep: which steps of which deadlines have come, told to whom, in one statement for each source.

Stateless: the step that counts today is the smallest lead whose day has come. After an outage of any
length only the newest step of a deadline is told; running again, or twice at once, adds nothing.
"""

import logging
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from reminders.digests import write_digests
from reminders.keepers import KEEPERS_SQL
from reminders.models import WatchedKind
from reminders.sources import DeadlineSource, sources

logger = logging.getLogger(__name__)

LOCK = 7_203_001  # any number, the same in every process: one sweep at a time

WATCHED_COLUMNS = "(source, object_id, due_on, owner_id, unit_id, title, since, page_id)"


@dataclass
class SweepReport:
    """What one sweep did: notices by source, mails written, and what went wrong with which source or mail."""

    on: date
    notices: dict[str, int] = field(default_factory=dict)
    mails: int = 0
    failures: dict[str, str] = field(default_factory=dict)


def sweep(on: date | None = None) -> SweepReport:
    """Note every step that has come by ``on`` (today) and write the digests that tell of them."""
    report = SweepReport(on or timezone.localdate())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        for source in sources():
            _sweep_source(source, report)
        report.mails = write_digests(report.on, report.failures)
    return report


def _sweep_source(source: DeadlineSource, report: SweepReport):
    try:
        with transaction.atomic():
            report.notices[source.name] = note_steps(source, report.on)
    except Exception as error:  # one room's fault must not silence the others
        logger.exception("The deadline source %s failed", source.name)
        report.failures[source.name] = f"{type(error).__name__}: {error}"


def note_steps(source: DeadlineSource, on: date) -> int:
    """Write a notice for each step of ``source`` that has come; returns how many are new and to be told."""
    start, _new = WatchedKind.objects.get_or_create(source=source.name, defaults={"started_on": on})
    furthest = max(source.ladder)
    soon = source.rows(on).filter(**{f"{source.due}__lte": _days_after(on, furthest)})
    soon = soon.filter(**{f"{source.due}__gt": _days_after(on, -7 * (source.weeks_overdue + 1))})
    watched, parameters = source.watched(soon).query.sql_with_params()
    statement = f"""
        WITH watched {WATCHED_COLUMNS} AS ({watched}),
             steps AS (
                 SELECT source, object_id, due_on, owner_id, unit_id, since, {_lead_sql(source)} AS lead
                   FROM watched
             ),
             told AS ({KEEPERS_SQL})
        INSERT INTO reminders_notice
               (source, object_id, due_on, lead, recipient_id, is_seen, owner_missing, created_at)
        SELECT source, object_id, due_on, lead, recipient_id,
               due_on - lead < GREATEST(since, %s), owner_missing, now()
          FROM told
         WHERE lead IS NOT NULL
            ON CONFLICT ON CONSTRAINT notice_once_a_step DO NOTHING
        RETURNING is_seen
    """  # noqa: S608 (the parts are ours and Django's own)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, *_lead_parameters(source, on), start.started_on])
        return sum(not is_seen for (is_seen,) in cursor.fetchall())


def _lead_sql(source: DeadlineSource) -> str:
    """The step a date is on: the smallest lead that is not smaller than the days left; overdue, whole weeks past it."""
    branches = "".join("WHEN due_on - %s::date <= %s THEN %s " for _lead in sorted(set(source.ladder)))
    return f"CASE WHEN due_on < %s::date THEN -7 * ((%s::date - due_on) / 7) {branches}END"


def _lead_parameters(source: DeadlineSource, on: date) -> list:
    leads = [parameter for lead in sorted(set(source.ladder)) for parameter in (on, lead, lead)]
    return [on, on, *leads]


def _days_after(on: date, days: int) -> date:
    return date.fromordinal(on.toordinal() + days)
