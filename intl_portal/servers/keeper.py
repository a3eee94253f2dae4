"""Keep one server alive for as long as anybody uses it: ``python keeper.py '<orders as JSON>'``.

A script by itself, on the standard library alone, so that a keeper is small and starts at once. Users
of the server hold a shared lock on ``users_lock``; the operating system frees it however they end, a
``kill -9`` included. The keeper stops the server when it can have that lock alone, and keeps it while
stopping, so that who comes then waits and starts a new one. ``keeper_lock`` shows that a keeper lives.
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


def keep(orders: dict) -> int:
    """Start the server, wait until it is unused or gone, and return its exit status."""
    keeper_lock = open_lock(orders["keeper_lock"])
    if not becomes_ours(keeper_lock):
        return 0  # another keeper lives
    stops: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, frame: stops.append(received))
    users_lock = open_lock(orders["users_lock"])
    server = start(orders)
    while server.poll() is None:
        if stops or can_have_alone(users_lock):
            stop(server, orders["stop_signal"])
        else:
            time.sleep(PAUSE_S)
    os.close(keeper_lock)  # before the users' lock, which exiting gives back: who waits for that finds no keeper
    return server.returncode


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


def start(orders: dict) -> subprocess.Popen:
    """Start the server in a session of its own: a Ctrl-C in the terminal is not meant for it."""
    account = {}
    if orders["uid"] is not None:
        account = {"user": orders["uid"], "group": orders["gid"], "extra_groups": []}
    with Path(orders["log"]).open("wb") as log:
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
