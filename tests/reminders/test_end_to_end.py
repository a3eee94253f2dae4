"""A reminder arrives: a real worker, a real Redis, a real mail server, and two sweeps at the same instant."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from django.utils import timezone

from intl_portal import servers
from intl_portal.celery import app
from reminders.models import Notice, OutgoingMail
from tests.reminders.post_office import Inbox, free_port

QUEUE_DATABASE = 9  # of the test's Redis: no other worker listens there

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("watched_for_years")]


@pytest.fixture
def inbox():
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    inbox.port = controller.port
    yield inbox
    controller.stop()


@pytest.fixture
def environment(inbox):
    """What a server's process would be given: the test's database, a queue of its own, the mail server above."""
    database = servers.database_url().rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
    return {
        **os.environ,
        "DATABASE_URL": database,
        "REDIS_URL": f"{servers.redis_url()}?virtual_host={QUEUE_DATABASE}",
        "SECRET_KEY": "x" * 60,
        "SITE_URL": "http://portal.example.org",
        "EMAIL_URL": f"smtp://127.0.0.1:{inbox.port}",
    }


@pytest.fixture
def run(environment):
    """Run a program of the portal to its end, or (``wait=False``) until the test is over."""
    running = []

    def start(*arguments, wait=True):
        process = subprocess.Popen([sys.executable, *arguments], cwd=settings.BASE_DIR, env=environment)
        if wait:
            assert process.wait(timeout=60) == 0
        else:
            running.append(process)
        return process

    yield start
    for process in running:
        process.terminate()
        process.wait(timeout=30)


def becomes_true(question, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.2)
    return False


def test_a_reminder_arrives_once_through_a_real_worker(old_agreement, coordinator, inbox, run):
    old_agreement(ends_on=timezone.localdate() + timedelta(days=7), title="Łódź exchange")
    run("-m", "celery", "-A", "intl_portal", "worker", "--pool", "solo", "--loglevel", "WARNING", wait=False)
    run("-m", "celery", "-A", "intl_portal", "call", "reminders.tasks.nightly")
    assert becomes_true(lambda: inbox.received)
    run("-m", "celery", "-A", "intl_portal", "call", "reminders.tasks.nightly")
    run("-m", "celery", "-A", "intl_portal", "call", "reminders.tasks.deliver_mail")
    time.sleep(3)
    (envelope,) = inbox.received
    assert envelope.rcpt_tos == [coordinator.email]
    assert becomes_true(lambda: OutgoingMail.objects.filter(state="sent").count() == 1)


def test_two_sweeps_at_the_same_instant_tell_nothing_twice(old_agreement, run):
    for number in range(20):
        old_agreement(ends_on=timezone.localdate() + timedelta(days=7), title=f"Agreement {number}")
    both = [run("manage.py", "sweep_reminders", wait=False) for _process in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert (Notice.objects.filter(fate="to_tell").count(), OutgoingMail.objects.count()) == (20, 1)


def test_beat_knows_the_jobs_and_the_worker_has_them():
    app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled >= {f"reminders.tasks.{name}" for name in ("nightly", "deliver_mail", "heartbeat")}
    assert scheduled <= set(app.tasks)
