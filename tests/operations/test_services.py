"""Each service of docker-compose.yml, by its very command, on a real PostgreSQL and Redis, without Docker.

Wants programs of the distribution (PostgreSQL, Redis, nginx, docker-compose); ``.ci/run`` installs them.
"""

import os
import pwd
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import urllib.request
from pathlib import Path
from string import Template

import psycopg2
import pytest
import yaml

from tests.operations.conftest import PROJECT, becomes

POSTGRES_PROGRAMS = [str(path.parent) for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
PATH = os.pathsep.join([str(Path(sys.executable).parent), *POSTGRES_PROGRAMS, os.environ["PATH"], "/usr/sbin"])
PASSWORD = "secret-of-the-test"
COMPOSE = {
    "SITE_URL": "https://portal.example.org",
    "SECRET_KEY": "x" * 60,
    "POSTGRES_PASSWORD": PASSWORD,
    "EMAIL_URL": "smtp://mail.example.org",
}


def wants(*programs):
    """Skip where a program is missing; in continuous integration that is a failure instead."""
    missing = [name for name in programs if not shutil.which(name, path=PATH)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"missing: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not on this machine: {', '.join(missing)}")


def command_of(service: str) -> list[str]:
    services = yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]
    return shlex.split(services[service]["command"])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Machine:
    """Services started by the commands of docker-compose.yml, with the environment that it would give them."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.ports = {name: free_port() for name in ("postgres", "redis", "web", "http", "https")}
        self.database = Path("/var/tmp") / f"portal-test-{self.ports['postgres']}"
        self.processes: dict[str, subprocess.Popen] = {}
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_", "CI"))
        } | {
            "PATH": PATH,
            "PORTAL_VAR": str(folder / "var"),
            "DATABASE_URL": f"postgres://portal:{PASSWORD}@127.0.0.1:{self.ports['postgres']}/portal",
            "REDIS_URL": f"redis://127.0.0.1:{self.ports['redis']}/0",
            "SECRET_KEY": "x" * 60,
            "SITE_URL": f"https://127.0.0.1:{self.ports['https']}",
            "EMAIL_URL": "smtp://127.0.0.1:1",
            "BEHIND_PROXY": "true",
            "PORTAL_BIND": f"127.0.0.1:{self.ports['web']}",
        }

    def start(self, service, *more, **options):
        log = (self.folder / f"{service}.log").open("wb")
        self.processes[service] = subprocess.Popen(
            [*command_of(service), *more], cwd=PROJECT, env=self.environment, stdout=log, stderr=log, **options
        )
        log.close()
        return self.processes[service]

    def log(self, service) -> str:
        return (self.folder / f"{service}.log").read_text(errors="replace")

    def stop(self):
        for process in reversed(self.processes.values()):
            process.terminate()
        for process in self.processes.values():
            process.wait(30)
        shutil.rmtree(self.database, ignore_errors=True)

    def manage(self, *arguments) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """PostgreSQL and Redis of the distribution on loopback, and the database as `setup` leaves it."""
    wants("initdb", "postgres", "redis-server")
    made = Machine(tmp_path_factory.mktemp("machine"))
    try:
        start_postgres(made)
        (made.folder / "redis").mkdir()
        made.start(
            "redis", "--port", str(made.ports["redis"]), "--bind", "127.0.0.1", "--dir", str(made.folder / "redis")
        )
        assert becomes(lambda: answers(made.ports["redis"])), made.log("redis")
        setup = made.start("setup")
        assert setup.wait(600) == 0, made.log("setup")
        yield made
    finally:
        made.stop()


def start_postgres(machine: Machine):
    # PostgreSQL refuses to be root; its account may not look into pytest's folders.
    data = machine.database
    data.mkdir(mode=0o700)
    account = {"cwd": "/"}
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(data, owner.pw_uid, owner.pw_gid)
        account |= {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
    password = data.with_suffix(".password")
    password.write_text(PASSWORD)
    password.chmod(0o644)
    initdb = [
        shutil.which("initdb", path=PATH),
        "-D",
        data,
        "-U",
        "portal",
        "-A",
        "scram-sha-256",
        f"--pwfile={password}",
    ]
    subprocess.run(initdb, check=True, capture_output=True, env=machine.environment, **account)
    password.unlink()
    account.pop("cwd")
    port = str(machine.ports["postgres"])
    machine.start("postgres", "-D", data, "-p", port, "-h", "127.0.0.1", "-k", "", **account)
    assert becomes(lambda: can_connect(machine)), machine.log("postgres")
    connection = connect(machine, "postgres")
    connection.autocommit = True
    connection.cursor().execute("CREATE DATABASE portal")
    connection.close()


def connect(machine, name):
    port = machine.ports["postgres"]
    return psycopg2.connect(host="127.0.0.1", port=port, user="portal", password=PASSWORD, dbname=name)


def can_connect(machine) -> bool:
    try:
        connect(machine, "postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def answers(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def test_docker_compose_accepts_the_file():
    wants("docker-compose")
    environment = {**os.environ, **COMPOSE}
    subprocess.run(["docker-compose", "config", "--quiet"], cwd=PROJECT, env=environment, check=True)
    del environment["SECRET_KEY"]
    refused = subprocess.run(
        ["docker-compose", "config", "--quiet"],
        cwd=PROJECT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert refused.returncode != 0
    assert "SECRET_KEY" in refused.stderr


def test_setup_makes_tables_and_reference_data_but_no_demonstration(machine):
    with connect(machine, "portal") as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) > 100 FROM reference_country")
        assert cursor.fetchone() == (True,)
    connection.close()


def test_web_answers_through_the_proxy(machine, tmp_path):
    wants("nginx", "openssl")
    machine.start("web")
    assert becomes(lambda: answers(machine.ports["web"])), machine.log("web")
    start_proxy(machine, tmp_path)
    anyone = ssl.create_default_context()
    anyone.check_hostname, anyone.verify_mode = False, ssl.CERT_NONE
    with urllib.request.urlopen(machine.environment["SITE_URL"] + "/", context=anyone) as answer:
        page = answer.read().decode()
        assert answer.status == 200
        assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    stylesheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    with urllib.request.urlopen(machine.environment["SITE_URL"] + stylesheet, context=anyone) as answer:
        assert answer.status == 200
    assert "127.0.0.1" not in machine.log("proxy"), "the proxy's log holds no addresses"


def start_proxy(machine: Machine, folder: Path):
    """nginx with its template filled in as its image does it."""
    self_signed = (
        "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout privkey.pem -out fullchain.pem"
    )
    subprocess.run(self_signed.split(), cwd=folder, check=True, capture_output=True)
    variables = {
        "PORTAL_WEB": f"127.0.0.1:{machine.ports['web']}",
        "PROXY_HTTP": f"127.0.0.1:{machine.ports['http']}",
        "PROXY_HTTPS": f"127.0.0.1:{machine.ports['https']}",
        "PROXY_CERTIFICATES": str(folder),
    }
    site = Template((PROJECT / "deploy" / "nginx.conf.template").read_text()).safe_substitute(variables)
    main = (
        f"pid {folder}/pid; error_log /dev/stderr; events {{}} http {{ client_body_temp_path {folder}/body; {site} }}"
    )
    (folder / "nginx.conf").write_text(main)
    machine.start("proxy", "-c", str(folder / "nginx.conf"), "-p", str(folder))
    assert becomes(lambda: answers(machine.ports["https"])), machine.log("proxy")


def test_worker_takes_tasks_from_the_queue(machine):
    machine.start("worker")
    assert becomes(lambda: "ready" in machine.log("worker"), 60), machine.log("worker")
    machine.manage("shell", "-c", "from reminders.tasks import deliver_mail; deliver_mail.delay()")
    assert becomes(
        lambda: "reminders.tasks.deliver_mail" in machine.log("worker") and "succeeded" in machine.log("worker")
    )


def test_beat_writes_its_schedule_where_administrators_see_it(machine):
    machine.start("beat")

    def scheduled():
        with connect(machine, "portal") as connection, connection.cursor() as cursor:
            cursor.execute("SELECT task FROM django_celery_beat_periodictask")
            names = {name for (name,) in cursor.fetchall()}
        connection.close()
        return "reminders.tasks.nightly" in names

    assert becomes(scheduled, 60), machine.log("beat")
    assert machine.processes["beat"].poll() is None


def test_backup_of_a_server_of_yours(machine, tmp_path):
    wants("pg_dump", "psql")
    machine.manage("backup", str(tmp_path / "portal.tar.gz"))
    machine.manage("restore", str(tmp_path / "portal.tar.gz"))
    assert "No changes" not in machine.manage("migrate", "--check")
