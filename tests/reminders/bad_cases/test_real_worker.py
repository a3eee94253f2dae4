"""A reminder arrives: a real worker, a real Redis, a real mail server; and beat lets the worker show that it lives."""

import time
from datetime import timedelta
from itertools import pairwise

import pytest
from django.conf import settings

from intl_portal.celery import app
from reminders.models import Night, OutgoingMail
from reminders.sweep import sweep
from tests.operations.conftest import becomes
from tests.reminders.post_office import write_mail


@pytest.mark.usefixtures("watched_for_years")
def test_a_reminder_arrives_once_through_a_real_worker(old_agreement, coordinator, portal, inbox, working_day):
    old_agreement(ends_on=working_day + timedelta(days=7), title="Łódź exchange")
    sweep(working_day)
    portal.start_worker()
    for _night in range(2):
        portal.ask("nightly")
    portal.ask("deliver_mail")
    assert becomes(lambda: Night.objects.filter(finished_at__isnull=False).exists(), 60)
    assert becomes(lambda: OutgoingMail.objects.filter(state="sent").count() == 1, 60)
    portal.ask("deliver_mail")
    time.sleep(3)
    (envelope,) = inbox.received
    assert envelope.rcpt_tos == [coordinator.email]
    assert Night.objects.count() == 1


def test_two_processes_of_a_worker_share_what_waits(portal, inbox, officer):
    for number in range(250):
        write_mail(officer, number)
    inbox.seconds_a_mail = 0
    portal.environment["WORKER_CONCURRENCY"] = "2"
    portal.start_worker()
    portal.ask("deliver_mail")  # once: the first process asks the second for help
    assert becomes(lambda: OutgoingMail.objects.filter(state="sent").count() == 250, 60)
    assert len(inbox.received) == 250
    senders = [envelope.session_peer for envelope in inbox.received]
    turns = sum(before != after for before, after in pairwise(senders))
    assert turns > len(set(senders)) - 1  # they come in turns, and not one after the other has finished


def test_beat_knows_the_jobs_and_the_worker_has_them():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled >= {f"reminders.tasks.{name}" for name in ("nightly", "deliver_mail", "heartbeat")}
    assert scheduled <= set(app.tasks)
