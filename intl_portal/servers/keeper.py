"""Keep one server alive for as long as anybody uses it: ``python keeper.py '<orders as JSON>'``.

A script by itself, on the standard library alone, so that a keeper is small and starts at once. Users
of the server hold a shared lock on ``users_lock``; the operating system frees it however they end, a
``kill -9`` included. The keeper stops the server when it can have that lock alone, and keeps it while
stopping, so that who comes then waits and starts a new one. ``keeper_lock`` shows that a keeper lives.
A server that had lived and goes away unasked, by ``kill -9`` or for want of memory, is started again.
"""

import fcntl
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PAUSE_S = 0.2
PROBES = 5
PATIENCE_S = 20
LIVED_S = 3  # one that ends sooner than that cannot start at all, and its log says why
RESTART_S = 30  # PostgreSQL waits for the last helper of a killed one to end


def keep(orders: dict) -> int:
    """Start the server, wait until it is unused or gone for good, and return its exit status."""
    keeper_lock = open_lock(orders["keeper_lock"])
    if not becomes_ours(keeper_lock):
        return 0  # another keeper lives
    stops: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, frame: stops.append(received))
    users_lock = open_lock(orders["users_lock"])
    server, restarts = start(orders, "wb"), Restarts()
    is_wanted = True
    while is_wanted:
        if stops or can_have_alone(users_lock):
            stop(server, orders["stop_signal"])
            is_wanted = False
        elif server.poll() is None:
            time.sleep(PAUSE_S)
        elif restarts.are_worth_another():
            server = start(orders, "ab")
        else:
            is_wanted = False
    os.close(keeper_lock)  # before the users' lock, which exiting gives back: who waits for that finds no keeper
    return server.returncode


class Restarts:
    """When a server was started last, and since when one that had lived is missed."""

    def __init__(self):
        self.started_at = time.monotonic()
        self.missed_since: float | None = None

    def are_worth_another(self) -> bool:
        """Whether to start again what has just ended; takes a short breath before it says yes."""
        now = time.monotonic()
        if now - self.started_at > LIVED_S:
            self.missed_since = now
        if self.missed_since is None or now - self.missed_since > RESTART_S:
            return False
        time.sleep(PAUSE_S)
        self.started_at = time.monotonic()
        return True


def open_lock(path: str) -> int:
    return os.open(path, os.O_RDONLY | os.O_CREAT, 0o644)


def becomes_ours(lock: int) -> bool:
    """Like ``can_have_alone``, but not put off by somebody who only looks, which takes no time at all."""
    for _ in range(PROBES):
        if can_have_alone(lock):
            return True
        time.sleep(PAUSE_S)
    return False


def can_have_alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def start(orders: dict, log_mode: str) -> subprocess.Popen:
    """Start the server in a session of its own: a Ctrl-C in the terminal is not meant for it.

    A first start begins a new log (``log_mode`` "wb"), a further one goes on with it ("ab").
    """
    account = {}
    if orders["uid"] is not None:
        account = {"user": orders["uid"], "group": orders["gid"], "extra_groups": []}
    with Path(orders["log"]).open(log_mode) as log:
        return subprocess.Popen(
            orders["command"],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **account,
        )


def stop(server: subprocess.Popen, stop_signal: int) -> None:
    server.send_signal(stop_signal)
    try:
        server.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


if __name__ == "__main__":
    sys.exit(keep(json.loads(sys.argv[1])))
