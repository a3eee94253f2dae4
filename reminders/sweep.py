"""The nightly sweep: which steps of which dates have come, told to whom, in a few statements for each source.

Stateless where it can be: the step that counts today is the smallest lead whose day has come. After an
outage of any length only the newest step is told, those it overtook are noted as skipped; running again,
or twice at once, adds nothing.
"""

import logging
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from reminders.digests import write_digests
from reminders.kinds import Schedule, kind_of, schedule_of
from reminders.models import Arrangement, WatchedKind
from reminders.sources import DeadlineSource, sources
from reminders.sweep_statements import ESCALATIONS, GONE, SIGHTINGS, STEPS

logger = logging.getLogger(__name__)

LOCK = 7_203_001  # any number, the same in every process: one sweep at a time


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
            report.notices[source.name] = _note(source, report.on)
    except Exception as error:  # one room's fault must not silence the others
        logger.exception("The deadline source %s failed", source.name)
        report.failures[source.name] = f"{type(error).__name__}: {error}"


def _note(source: DeadlineSource, on: date) -> int:
    """Note what is new about the dates of ``source``; returns how many notices are to be told."""
    kind = kind_of(source, on)
    schedule = schedule_of(source, kind)
    note_sightings(source, kind, on)
    told = note_steps(source, kind, schedule, on) + note_escalations(source, kind, schedule, on)
    if kind.swept_on is None or kind.swept_on < on:
        kind.swept_on = on
        kind.save(update_fields=["swept_on"])
    return told


def note_sightings(source: DeadlineSource, kind: WatchedKind, on: date):
    """Note which dates have moved since the last sweep, and which wait no longer."""
    watched, parameters = _watched(source, source.rows(on))
    with connection.cursor() as cursor:
        cursor.execute(SIGHTINGS.format(watched=watched), [on, *parameters, kind.swept_on])
        cursor.execute(GONE.format(watched=watched), [on, *parameters, source.name])


def note_steps(source: DeadlineSource, kind: WatchedKind, schedule: Schedule, on: date) -> int:
    """A notice for the step each date is on, to each of its keepers; the steps it overtook since the last sweep."""
    woken = Arrangement.objects.filter(source=source.name, rests_until__lte=on)
    near = Q(
        **{f"{source.due}__lte": _later(on, schedule.furthest), f"{source.due}__gte": _later(on, -schedule.latest)}
    )
    watched, parameters = _watched(source, source.rows(on).filter(near | Q(pk__in=woken.values("object_id"))))
    with connection.cursor() as cursor:
        cursor.execute(
            STEPS.format(watched=watched),
            [on, source.office, list(schedule.steps), kind.started_on, kind.swept_on, *parameters],
        )
        return cursor.fetchone()[0]


def note_escalations(source: DeadlineSource, kind: WatchedKind, schedule: Schedule, on: date) -> int:
    """A notice to the head of the unit, then to the office, of each date that stays overdue."""
    waits = [days for days in (schedule.head_after_days, schedule.office_after_days) if days]
    if not waits:
        return 0
    overdue = source.rows(on).filter(**{f"{source.due}__lte": _later(on, -min(waits))})
    watched, parameters = _watched(source, overdue)
    with connection.cursor() as cursor:
        cursor.execute(
            ESCALATIONS.format(watched=watched),
            [on, source.office, schedule.head_after_days, schedule.office_after_days, kind.started_on, *parameters],
        )
        return cursor.fetchone()[0]


def _watched(source: DeadlineSource, rows) -> tuple[str, tuple]:
    return source.watched(rows).query.sql_with_params()


def _later(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)
