"""How fast a full outbox empties: a worker with two processes, a queue, and a mail server that takes everything."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from celery import Celery
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.models import User
from benchmarks.measuring import Figure, measure_once
from reminders.enums import MailKind, MailState
from reminders.models import OutgoingMail
from reminders.post.outbox import put_into_outbox

MAILS = 10_000
PROCESSES = 2
QUEUE_DATABASE = 9  # of the same Redis: no other worker listens there
PATIENCE_S = 600
TEXT = "Dear colleague,\n\n" + "* 2027-03-01 Agreement with a university: decide whether to renew it\n" * 20


def mail_figures() -> Iterator[Figure]:
    OutgoingMail.objects.update(state=MailState.SENT)  # those of the sweeps before
    port = free_port()
    queue = queue_url()
    sink = ["-m", "aiosmtpd", "--nosetuid", "--listen", f"127.0.0.1:{port}", "--class", "aiosmtpd.handlers.Sink"]
    worker = ["-m", "celery", "--quiet", "--app", "intl_portal", "worker", "--loglevel", "ERROR"]
    surroundings = {"DATABASE_URL": database_url(), "REDIS_URL": queue, "EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    surroundings |= {"WORKER_CONCURRENCY": str(PROCESSES), "SECRET_KEY": "x" * 60, "SITE_URL": "http://127.0.0.1"}
    with running(sink), running(worker, **surroundings):
        wait_until(lambda: answers(port))
        write_mails(range(1))
        empty(queue)  # the worker has started
        write_mails(range(1, MAILS + 1))
        yield measure_once(f"{MAILS:,} mails to a mail server, two processes", lambda: empty(queue), rows=MAILS)


def write_mails(numbers: range):
    """Mails as long as digests are."""
    person = User.objects.active().first()
    about = {"recipient": person, "to_address": person.email, "day": timezone.localdate(), "kind": MailKind.DECISION}
    about |= {"subject": "2 overdue, 3 this week", "text": TEXT, "html": f"<p>{TEXT}</p>"}
    put_into_outbox(OutgoingMail(message_id=f"<{number}@example.org>", **about) for number in numbers)


def empty(queue: str) -> str:
    count = OutgoingMail.objects.exclude(state=MailState.SENT).count()
    start = time.perf_counter()
    ask(queue)
    wait_until(lambda: not OutgoingMail.objects.exclude(state=MailState.SENT).exists())
    return f"{count / (time.perf_counter() - start):,.0f} mails/s"


def ask(queue: str):
    app = Celery(broker=queue)
    with app.connection_for_write() as hand:
        app.send_task("reminders.tasks.deliver_mail", connection=hand)


def queue_url() -> str:
    """The configured Redis, in a database of its own."""
    url = settings.REDIS_URL
    return f"{url}?virtual_host={QUEUE_DATABASE}" if "socket" in url else f"{url.rpartition('/')[0]}/{QUEUE_DATABASE}"


def database_url() -> str:
    """The database of the benchmark, for another process."""
    known = connection.settings_dict
    login = f"{quote(known['USER'])}:{quote(known['PASSWORD'] or '')}"
    place = quote(known["HOST"], safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    if known["HOST"].startswith("/"):
        return f"postgres://{quote(known['USER'])}@/{place}/{known['NAME']}"
    return f"postgres://{login}@{place}/{known['NAME']}"


@contextmanager
def running(arguments, **environment) -> Iterator[None]:
    surroundings = {"cwd": settings.BASE_DIR, "env": {**os.environ, **environment}, "stdout": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, *arguments], **surroundings)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def wait_until(question):
    give_up_at = time.monotonic() + PATIENCE_S
    while not question():
        if time.monotonic() > give_up_at:
            raise TimeoutError("The worker or the mail server did not do its part.")
        time.sleep(0.05)
