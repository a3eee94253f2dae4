"""Join the embedded servers: the first starts them, the last to leave lets them stop."""

import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from intl_portal.servers import keeper, leftovers
from intl_portal.servers.addresses import database_is_embedded, redis_is_embedded
from intl_portal.servers.embedded import EmbeddedServer
from intl_portal.servers.embedded_postgres import EmbeddedPostgres
from intl_portal.servers.embedded_redis import EmbeddedRedis
from intl_portal.servers.places import UnusablePlace, lock_path, log_path, make_var_dir, server_account

PAUSE_S = 0.05
START_TIMEOUT_S = 60
STOP_TIMEOUT_S = 25
KEEPERS: list[subprocess.Popen] = []  # of this process; held because a dropped Popen warns about its child


class ServerFailure(Exception):
    """An embedded server did not start; the message is a sentence for the person."""


@contextmanager
def embedded_servers() -> Iterator[None]:
    """Have the servers that the environment does not name: PostgreSQL, Redis, both or neither.

    Raises ``ServerFailure``. Left again, servers that nobody else uses have stopped.
    """
    with ExitStack() as stack:
        if database_is_embedded():
            stack.enter_context(joined(EmbeddedPostgres()))
        if redis_is_embedded():
            stack.enter_context(joined(EmbeddedRedis()))
        yield


@contextmanager
def joined(server: EmbeddedServer) -> Iterator[None]:
    """Be one of the users of ``server``."""
    try:
        make_var_dir()
        users_lock = shared_lock(lock_path(f"{server.name}.users"))
    except UnusablePlace as problem:
        raise ServerFailure(str(problem)) from problem
    try:
        start_unless_kept(server)
        yield
    except UnusablePlace as problem:
        raise ServerFailure(str(problem)) from problem
    finally:
        os.close(users_lock)
        wait_until_stopped_or_used(server)


def shared_lock(path: Path) -> int:
    """Become a user; waits for a server that is just stopping."""
    lock = keeper.open_lock(str(path))
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def start_unless_kept(server: EmbeddedServer) -> None:
    starting = keeper.open_lock(str(lock_path(f"{server.name}.starting")))
    fcntl.flock(starting, fcntl.LOCK_EX)  # of two who come together, one starts and the other finds it running
    try:
        give_up_at = time.monotonic() + START_TIMEOUT_S
        while is_kept(server):
            if server.is_answering():
                return
            if time.monotonic() > give_up_at:
                raise ServerFailure(f"The embedded {server.title} does not answer; {log_path(server.name)} says why.")
            time.sleep(PAUSE_S)  # its keeper is just ending
        leftovers.remove(server.pid_file(), server.mark())
        start(server)
    finally:
        os.close(starting)


def is_kept(server: EmbeddedServer) -> bool:
    lock = keeper.open_lock(str(lock_path(f"{server.name}.keeper")))
    try:
        return not keeper.can_have_alone(lock)
    finally:
        os.close(lock)


def start(server: EmbeddedServer) -> None:
    account = server_account()
    orders = {
        "command": [str(part) for part in server.prepare(account)],
        "stop_signal": server.stop_signal,
        "uid": account.pw_uid if account else None,
        "gid": account.pw_gid if account else None,
        "keeper_lock": str(lock_path(f"{server.name}.keeper")),
        "users_lock": str(lock_path(f"{server.name}.users")),
        "log": str(log_path(server.name)),
    }
    process = subprocess.Popen(  # our own script
        [sys.executable, "-S", "-E", keeper.__file__, json.dumps(orders)],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    KEEPERS.append(process)
    wait_until_answering(server, process)
    server.complete()


def wait_until_answering(server: EmbeddedServer, process: subprocess.Popen) -> None:
    give_up_at = time.monotonic() + START_TIMEOUT_S
    while not server.is_answering():
        if process.poll() is not None or time.monotonic() > give_up_at:
            raise ServerFailure(f"The embedded {server.title} did not start; {log_path(server.name)} says why.")
        time.sleep(PAUSE_S)


def wait_until_stopped_or_used(server: EmbeddedServer) -> None:
    """Return when the server has stopped, so that a command leaves no process behind, or when others use it."""
    give_up_at = time.monotonic() + STOP_TIMEOUT_S
    while is_kept(server) and not has_users(server) and time.monotonic() < give_up_at:
        time.sleep(PAUSE_S)
    for keeper_process in KEEPERS:
        keeper_process.poll()  # lets go of one that has ended


def has_users(server: EmbeddedServer) -> bool:
    """Whether somebody shares the users' lock; a keeper that stops the server has it alone."""
    lock = keeper.open_lock(str(lock_path(f"{server.name}.users")))
    try:
        if keeper.can_have_alone(lock):
            return False
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(lock)
