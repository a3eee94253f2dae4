"""What a test may kill: a Redis and a PostgreSQL of its own, real workers, a real mail server."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import psycopg2
import pytest
from celery import Celery
from django.conf import settings
from django.db import connection
from django.utils import timezone

from intl_portal import servers
from intl_portal.servers.embedded_postgres import DATABASE_USER, make_cluster, programs_of_the_wheel, reachable_programs
from intl_portal.servers.embedded_redis import redis_program
from intl_portal.servers.places import server_account
from reference.working_days import WorkingDays
from tests.operations.conftest import becomes
from tests.reminders.post_office import Inbox

WORKER = ["celery", "--app", "intl_portal", "worker", "--loglevel", "WARNING", "--without-mingle", "--without-gossip"]


class Redis:
    """A Redis of the test's own, on a socket."""

    def __init__(self, folder: Path):
        self.socket = folder / "redis.sock"
        self.url = f"redis+socket://{self.socket}"
        self.command = [redis_program(None), "--port", "0", "--unixsocket", self.socket, "--dir", folder, "--save", ""]

    def start(self):
        self.process = subprocess.Popen([str(part) for part in self.command], stdout=subprocess.DEVNULL)
        assert becomes(self.socket.exists)

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.socket.unlink(missing_ok=True)


class Postgres:
    """A PostgreSQL of the test's own, on a socket, with a copy of the test's database."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.account = server_account()
        self.programs = reachable_programs(self.account)
        self.name = connection.settings_dict["NAME"]
        self.url = f"postgres://{DATABASE_USER}@/{str(folder).replace('/', '%2F')}/{self.name}"

    def make(self):
        data = self.folder / "data"
        data.mkdir(mode=0o700)
        if self.account:
            for place in (self.folder, data):
                os.chown(place, self.account.pw_uid, self.account.pw_gid)
        make_cluster(self.programs, data, self.account)
        self.start()
        with self.ask("postgres") as cursor:
            cursor.execute(f'CREATE DATABASE "{self.name}"')

    def start(self):
        account = (
            {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []} if self.account else {}
        )
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, "-c", "listen_addresses="]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
        self.process = subprocess.Popen([str(part) for part in command], **quiet, **account)
        assert becomes(self.is_answering, 60)

    def is_answering(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def connect(self, name=""):
        session = psycopg2.connect(host=str(self.folder), user=DATABASE_USER, dbname=name or self.name)
        session.autocommit = True
        return session

    def ask(self, name=""):
        return _Session(self.connect(name))

    def take_over(self):
        """Copy what the test has committed in its own database."""
        old = connection.settings_dict
        dump = [programs_of_the_wheel() / "pg_dump", "--host", old["HOST"], "--username", old["USER"], old["NAME"]]
        load = [programs_of_the_wheel() / "psql", "--host", self.folder, "--username", DATABASE_USER, "--quiet"]
        with subprocess.Popen([str(part) for part in dump], stdout=subprocess.PIPE) as dumping:
            subprocess.run(
                [*(str(part) for part in load), "--set", "ON_ERROR_STOP=1", self.name],
                stdin=dumping.stdout,
                stdout=subprocess.DEVNULL,
                check=True,
            )
        assert dumping.returncode == 0

    def crash(self):
        """Every session ends in the middle of what it does, as when the machine loses its power."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(30)

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(30)


class _Session:
    def __init__(self, session):
        self.session = session

    def __enter__(self):
        return self.session.cursor()

    def __exit__(self, *exception):
        self.session.close()


class Portal:
    """What runs of the portal in this test: its workers and commands, each with the same surroundings."""

    def __init__(self, redis: Redis, inbox: Inbox):
        self.redis = redis
        self.inbox = inbox
        database = servers.database_url().rpartition("/")[0] + f"/{connection.settings_dict['NAME']}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database,
            "REDIS_URL": redis.url,
            "SECRET_KEY": "x" * 60,
            "SITE_URL": "http://portal.example.org",
            "EMAIL_URL": f"smtp://127.0.0.1:{inbox.port}",
            "MAIL_CLAIM_SECONDS": "2",
            "WORKER_CONCURRENCY": "1",
        }
        self.processes = []

    def start(self, *arguments, **options) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
            **options,
        )
        self.processes.append(process)
        return process

    def start_worker(self) -> psutil.Process:
        """A worker with one pool process, at work when this returns."""
        worker = psutil.Process(self.start("-m", *WORKER).pid)
        assert becomes(worker.children, 60)
        return worker

    def ask(self, task: str):
        """Queue a task as beat does."""
        app = Celery(broker=self.redis.url)
        with app.connection_for_write() as queue:
            app.send_task(f"reminders.tasks.{task}", connection=queue, retry=False)

    def stop(self):
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(30)


@pytest.fixture
def working_day():
    """Today, or the next day on which digests are written."""
    return WorkingDays().on_or_after(timezone.localdate())


@pytest.fixture
def folder():
    """A folder whose path is short enough for the path of a socket."""
    made = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/var/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def redis(folder):
    redis = Redis(folder)
    redis.start()
    yield redis
    redis.kill()


@pytest.fixture
def inbox():
    with Inbox(seconds_a_mail=0.01).open() as inbox:
        yield inbox


@pytest.fixture
def portal(transactional_db, redis, inbox):
    portal = Portal(redis, inbox)
    yield portal
    portal.stop()


@pytest.fixture
def postgres(transactional_db, folder):
    own = Postgres(folder)
    own.make()
    yield own
    own.stop()
