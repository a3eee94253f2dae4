"""`make run` from the terminal's side: however it ends, nothing is left; what cannot work is one sentence."""

import os
import pty
import shutil
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from intl_portal.servers.keeper import LIVED_S
from intl_portal.servers.running import UnusablePort, usable_port
from tests.operations.conftest import PROJECT, becomes, read_until

# The launcher, servers and attendants are the real ones; the portal is a page of one word.
PROCFILE = """\
postgres: exec python intl_portal/servers/attend.py python -m intl_portal.servers postgres
redis: exec python intl_portal/servers/attend.py python -m intl_portal.servers redis
web: exec python intl_portal/servers/attend.py python -m gunicorn one_word:application --config deploy/gunicorn.py
worker: exec python intl_portal/servers/attend.py python -m celery --app one_word worker --loglevel INFO
"""
ONE_WORD = """\
import redis
from celery import Celery
from intl_portal.servers import cache_location, redis_url
from intl_portal.servers.embedded_postgres import EmbeddedPostgres
app = Celery("one_word", broker=redis_url())
def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] != "/servers/":
        return [b"portal"]
    redis.Redis.from_url(cache_location(redis_url())).ping()
    return [b"both" if EmbeddedPostgres().is_answering() else b"one"]
"""
LAUNCH = """\
import sys
from pathlib import Path
from intl_portal.servers import embedded_servers
from intl_portal.servers.running import AlreadyRunning, run_processes
with embedded_servers():
    try:
        sys.exit(run_processes(Path.cwd(), "127.0.0.1", {port}, when_up=lambda: print("it is up", flush=True)))
    except AlreadyRunning as problem:
        sys.exit(str(problem))
"""
WHERE = "from intl_portal.servers import address_of_the_running_one as where; print(where())"


@pytest.fixture
def checkout(tmp_path):
    """A small project with the real launcher, in a folder whose name has a space."""
    project = tmp_path / "a checkout"
    project.mkdir()
    shutil.copytree(PROJECT / "deploy", project / "deploy")
    shutil.copytree(PROJECT / "intl_portal" / "servers", project / "intl_portal" / "servers")
    (project / "intl_portal" / "__init__.py").touch()
    (project / "Procfile").write_text(PROCFILE)
    (project / "one_word.py").write_text(ONE_WORD)
    return project


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def portal(portal_at, checkout):
    portal = portal_at(checkout / "var")
    portal.environment["PYTHONPATH"] = str(checkout)
    portal.environment.pop("DJANGO_SETTINGS_MODULE", None)  # this worker's project has none
    return portal


def launch(portal, checkout, port, **options):
    process = portal.start(LAUNCH.format(port=port), cwd=checkout, start_new_session=True, **options)
    read_until(process, "it is up")
    return process


def asked(port, path="") -> bytes:
    """What the portal answers; nothing where it does not."""
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5).read()
    except (urllib.error.URLError, OSError):
        return b""


def is_up(port) -> bool:
    return asked(port) == b"portal"


def kill(pid_file):
    """Take a server away without a word."""
    os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)


def left_over(checkout, portal) -> list:
    """Processes that work in the checkout or carry its name, and its servers."""
    return working_in(checkout) + portal.servers()


def working_in(checkout) -> list[Path]:
    """The processes (their folders in /proc) that work in the checkout."""
    here = str(checkout)
    return [path.parent for path in Path("/proc").glob("[0-9]*/cwd") if reads_as(path, here)]


def reads_as(link: Path, folder: str) -> bool:
    try:
        return str(link.readlink()).startswith(folder)
    except OSError:
        return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(portal, checkout, port, how):
    process = launch(portal, checkout, port)
    assert is_up(port)
    process.send_signal(how)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert left_over(checkout, portal) == []
    assert not is_up(port)


def test_a_kill_leaves_nothing_for_long_and_the_next_start_works(portal, checkout, port):
    process = launch(portal, checkout, port)
    process.kill()
    process.wait()
    assert becomes(lambda: left_over(checkout, portal) == [])
    again = launch(portal, checkout, port)
    assert is_up(port)
    again.terminate()
    again.communicate(timeout=30)


def test_a_closed_terminal_stops_everything(portal, checkout, port):
    terminal, inside = pty.openpty()

    def be_its_session():
        os.setsid()
        os.close(terminal)
        import fcntl
        import termios

        fcntl.ioctl(inside, termios.TIOCSCTTY, 0)
        for stream in (0, 1, 2):
            os.dup2(inside, stream)

    process = portal.start(LAUNCH.format(port=port), cwd=checkout, preexec_fn=be_its_session, pass_fds=(inside,))
    os.close(inside)
    assert becomes(lambda: is_up(port))
    os.close(terminal)
    assert becomes(lambda: process.poll() is not None)
    assert becomes(lambda: left_over(checkout, portal) == [])


def test_the_end_of_one_process_is_the_end_of_all(portal, checkout, port):
    process = launch(portal, checkout, port)
    for one in working_in(checkout):
        if b"gunicorn" in (one / "cmdline").read_bytes():
            os.kill(int(one.name), signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 1
    assert becomes(lambda: left_over(checkout, portal) == [])


def test_a_killed_server_is_started_again_and_the_portal_answers(portal, checkout, port):
    process = launch(portal, checkout, port)
    time.sleep(LIVED_S + 1)  # one that ends at once cannot start, and is left alone
    assert asked(port, "servers/") == b"both"
    for victim, title in (("postgres/postmaster.pid", "PostgreSQL"), ("redis/redis.pid", "Redis")):
        kill(checkout / "var" / victim)
        read_until(process, f"{title} had gone and has been started again.")
        assert becomes(lambda: asked(port, "servers/") == b"both")
    assert process.poll() is None
    process.terminate()
    process.communicate(timeout=30)
    assert left_over(checkout, portal) == []


def test_a_second_start_is_told_that_the_first_runs(portal, checkout, port):
    process = launch(portal, checkout, port)
    status, output = portal.run(LAUNCH.format(port=port + 1), cwd=checkout)
    assert (status, output) == (
        1,
        "The portal already runs from this folder; stop it first (Ctrl-C in its terminal).\n",
    )
    assert is_up(port)
    assert portal.run(WHERE, cwd=checkout) == (0, f"http://127.0.0.1:{port}\n")
    process.terminate()
    process.communicate(timeout=30)
    assert portal.run(WHERE, cwd=checkout) == (0, "\n")


@pytest.mark.parametrize("text", ["", "eighty", "0", "65536", "-1", "8000.5"])
def test_a_port_must_be_one(text):
    with pytest.raises(UnusablePort, match="is not a port: give a number from 1 to 65535"):
        usable_port("127.0.0.1", text)


def test_a_taken_port_is_said(port):
    assert usable_port("127.0.0.1", str(port)) == port
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(UnusablePort, match=rf"Port {port} cannot be used .*: try make run PORT={port + 1}"):
            usable_port("127.0.0.1", str(port))
