"""Redis and PostgreSQL go away in the middle of the work and come back; nobody has to restart anything of ours."""

import subprocess
import time
from datetime import timedelta

import pytest

from reminders.enums import MailState
from reminders.models import OutgoingMail
from tests.operations.conftest import becomes
from tests.reminders.post_office import write_mail

SECONDS_WITHOUT_REDIS = 60


def test_a_worker_outlives_a_redis_that_goes_away_in_the_middle_of_a_batch(portal, redis, inbox, officer):
    for number in range(100):
        write_mail(officer, number)
    worker = portal.start_worker()
    portal.ask("deliver_mail")
    assert becomes(lambda: len(inbox.received) >= 20, 30)
    redis.kill()
    time.sleep(SECONDS_WITHOUT_REDIS)
    write_mail(officer, 100)
    redis.start()
    portal.ask("deliver_mail")
    assert becomes(lambda: OutgoingMail.objects.filter(state=MailState.SENT).count() == 101, 90)
    assert worker.is_running()
    assert len(inbox.received) == 101


def run_sweep(portal, day):
    return portal.start("manage.py", "sweep_reminders", "--on", day.isoformat(), stdout=subprocess.DEVNULL)


def waits_for_a_lock(cursor) -> bool:
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    return cursor.fetchone()[0] > 0


@pytest.mark.usefixtures("watched_for_years")
def test_a_database_that_crashes_in_the_middle_of_a_sweep_loses_and_repeats_nothing(
    old_agreement, person, unit, postgres, portal, working_day
):
    for number in range(30):
        keeper = person("coordinator", unit, name=f"Keeper {number}")
        old_agreement(ends_on=working_day + timedelta(days=7), coordinator=keeper)
    postgres.take_over()
    portal.environment["DATABASE_URL"] = postgres.url
    worker = portal.start_worker()

    blocker = postgres.connect()
    blocker.autocommit = False
    blocker.cursor().execute("LOCK TABLE reminders_outgoingmail IN ACCESS EXCLUSIVE MODE")
    sweeping = run_sweep(portal, working_day)
    with postgres.ask() as cursor:
        assert becomes(lambda: waits_for_a_lock(cursor), 60)  # its notices are written, its mails are not
    postgres.crash()
    assert sweeping.wait(30) != 0
    blocker.close()
    postgres.start()
    assert told(postgres) == (0, 0)

    assert [run_sweep(portal, working_day).wait(60) for _time in range(2)] == [0, 0]
    assert told(postgres) == (30, 30)
    portal.ask("deliver_mail")  # the worker whose sessions were torn away is still the same
    with postgres.ask() as cursor:
        assert becomes(lambda: all_are_sent(cursor), 60)
    assert worker.is_running()
    assert len(portal.inbox.received) == 30


def told(postgres) -> tuple[int, int]:
    with postgres.ask() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM reminders_notice WHERE fate = 'to_tell'),"
            " (SELECT count(DISTINCT recipient_id) FROM reminders_outgoingmail)"
        )
        return cursor.fetchone()


def all_are_sent(cursor) -> bool:
    cursor.execute("SELECT bool_and(state = 'sent') FROM reminders_outgoingmail")
    return cursor.fetchone()[0]


def test_a_worker_outlives_a_database_that_crashes_in_the_middle_of_a_batch(postgres, portal, officer):
    for number in range(60):
        write_mail(officer, number)
    postgres.take_over()
    portal.environment["DATABASE_URL"] = postgres.url
    worker = portal.start_worker()
    portal.ask("deliver_mail")
    assert becomes(lambda: len(portal.inbox.received) >= 20, 30)
    postgres.crash()
    time.sleep(1)
    postgres.start()

    def sent():
        portal.ask("deliver_mail")
        with postgres.ask() as cursor:
            return all_are_sent(cursor)

    assert becomes(sent, 60)
    assert worker.is_running()
    assert len(portal.inbox.received) in (60, 61)  # the one in flight may have arrived twice
