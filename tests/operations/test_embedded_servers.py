"""The embedded servers live exactly as long as somebody uses them, wherever and however that is."""

import os
import pwd
import shutil
import signal
import sys
from pathlib import Path

import environ
import psutil
import pytest

from intl_portal.servers import cache_location
from intl_portal.servers.commands import needs_servers
from intl_portal.servers.places import is_reachable
from tests.operations.conftest import JOIN, PROJECT, becomes

ASK_BOTH = (
    JOIN + "import environ, psycopg2, redis; from intl_portal import servers;"
    "d = environ.Env.db_url_config(servers.database_url());"
    "c = psycopg2.connect(host=d['HOST'], user=d['USER'], dbname=d['NAME']).cursor();"
    "c.execute('SELECT 6 * 7'); print('database', c.fetchone()[0]);"
    "print('cache', redis.Redis.from_url(servers.cache_location(servers.redis_url())).ping());"
)
LEAVE = "use.__exit__(None, None, None)"


@pytest.mark.parametrize(
    "folder", ["var", "with a space/var", "/".join(["a-long-name-of-a-folder"] * 8)], ids=["plain", "space", "deep"]
)
def test_servers_start_answer_and_leave_nothing_behind(portal_at, tmp_path, folder):
    portal = portal_at(tmp_path / folder)
    status, output = portal.run(ASK_BOTH + LEAVE)
    assert (status, output) == (0, "database 42\ncache True\n")
    assert portal.servers() == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.skipif(
    not is_reachable(Path(sys.executable).resolve(), pwd.getpwnam("nobody")),
    reason="this Python is in a private folder",
)
def test_servers_start_for_an_ordinary_user(portal_at, tmp_path_factory):
    nobody = pwd.getpwnam("nobody")
    home = Path("/var/tmp") / tmp_path_factory.mktemp("ordinary").name
    home.mkdir()
    try:
        os.chown(home, nobody.pw_uid, nobody.pw_gid)
        portal = portal_at(home / "var")
        status, output = portal.run(ASK_BOTH + LEAVE, user=nobody.pw_uid, group=nobody.pw_gid, extra_groups=[])
        assert (status, output) == (0, "database 42\ncache True\n")
        assert (home / "var" / "postgres").stat().st_uid == nobody.pw_uid
    finally:
        shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root keeps projects where its servers may not look")
def test_root_may_keep_the_project_in_a_private_folder(portal_at, tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    portal = portal_at(private / "var")
    status, output = portal.run(ASK_BOTH + LEAVE)
    assert (status, output) == (0, "database 42\ncache True\n")
    assert (private / "var" / "postgres").is_symlink()


def test_who_comes_second_joins_and_outlives_the_first(portal_at, tmp_path):
    portal = portal_at(tmp_path / "var")
    first = portal.hold()
    started = {process.pid for process in portal.servers()}
    second = portal.hold()
    assert {process.pid for process in portal.servers()} == started
    first.kill()
    first.wait()
    assert portal.run(ASK_BOTH + LEAVE)[0] == 0
    assert second.poll() is None
    assert {process.pid for process in portal.servers()} == started


def test_servers_stop_when_their_only_user_is_killed(portal_at, tmp_path):
    portal = portal_at(tmp_path / "var")
    portal.hold().kill()
    assert becomes(lambda: not portal.servers())


@pytest.mark.parametrize("victim", ["keeper.py", "postgres", "redis-server"])
def test_a_killed_program_is_taken_over(portal_at, tmp_path, victim):
    portal = portal_at(tmp_path / "var")
    user = portal.hold()
    for process in portal.servers():
        if victim in " ".join(process.cmdline()[:4]):
            process.kill()
    user.kill()
    user.wait()
    status, output = portal.run(ASK_BOTH + LEAVE)
    assert (status, output) == (0, "database 42\ncache True\n")


def test_a_pid_file_that_names_another_program_is_no_obstacle(portal_at, tmp_path):
    portal = portal_at(tmp_path / "var")
    assert portal.run(ASK_BOTH + LEAVE)[0] == 0
    bystander = portal.start("import time; time.sleep(300)")
    for name in ("postgres/postmaster.pid", "redis/redis.pid"):
        (tmp_path / "var" / name).write_text(f"{bystander.pid}\n{tmp_path}/var/postgres\n")
    assert portal.run(ASK_BOTH + LEAVE)[0] == 0
    assert psutil.pid_exists(bystander.pid)
    assert bystander.poll() is None


def test_data_are_kept_from_one_start_to_the_next(portal_at, tmp_path):
    portal = portal_at(tmp_path / "var")
    portal.run(ASK_BOTH + "c.execute('CREATE TABLE kept (n int)'); c.connection.commit();" + LEAVE)
    _, output = portal.run(ASK_BOTH + "c.execute(\"SELECT to_regclass('kept')\"); print(c.fetchone()[0]);" + LEAVE)
    assert output.endswith("kept\n")


def test_an_unwritable_folder_is_one_sentence(portal_at, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    portal = portal_at(tmp_path / "file" / "var")
    status, output = portal.run(
        "from intl_portal.servers import servers_for_command as s; s(['', 'migrate']).__enter__()"
    )
    assert status == 1
    assert output == f"The folder {tmp_path}/file/var cannot be written: Not a directory.\n"


def test_servers_of_yours_are_used_and_none_started(portal_at, tmp_path):
    portal = portal_at(tmp_path / "var")
    portal.environment |= {"DATABASE_URL": "postgres://db.example.org/portal", "REDIS_URL": "redis://db.example.org"}
    assert portal.run(JOIN + LEAVE) == (0, "")
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("queue", "cache"),
    [
        ("redis+socket:///run/redis.sock", "unix:///run/redis.sock?db=1"),
        ("redis://db.example.org:6379/0", "redis://db.example.org:6379/1"),
        ("rediss://:secret@db.example.org", "rediss://:secret@db.example.org/1"),
    ],
)
def test_cache_has_a_database_beside_the_queue(queue, cache):
    assert cache_location(queue) == cache


@pytest.mark.parametrize(
    ("line", "needed"),
    [
        ("migrate", True),
        ("shell -c 1", True),
        ("help", False),
        ("collectstatic", False),
        ("migrate --help", False),
        ("", False),
    ],
)
def test_commands_that_read_no_data_start_no_server(line, needed):
    assert needs_servers(["manage.py", *line.split()]) is needed


def test_database_address_is_read_by_the_settings(monkeypatch):
    monkeypatch.setenv("PORTAL_VAR", str(PROJECT / "a folder"))
    from intl_portal.servers import database_url

    read = environ.Env.db_url_config(database_url())
    assert read["NAME"] == "portal"
    assert read["HOST"].startswith("/tmp/intl-portal-")


def test_signals_are_named_for_the_servers():
    from intl_portal.servers.embedded_postgres import EmbeddedPostgres

    assert EmbeddedPostgres.stop_signal == signal.SIGINT  # SIGTERM would wait for every session to end
