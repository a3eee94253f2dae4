"""The processes of the Procfile together, for as long as the terminal wants them."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from intl_portal.servers.keeper import becomes_ours
from intl_portal.servers.places import lock_path, make_var_dir

PAUSE_S = 0.1
PATIENCE_S = 15


class UnusablePort(Exception):
    """The port is no port, or another program listens there; the message is a sentence for the person."""


class AlreadyRunning(Exception):
    """The portal of this ``var/`` runs in another terminal."""


def usable_port(host: str, text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise UnusablePort(f"PORT={text} is not a port: give a number from 1 to 65535.")
    port = int(text)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError as error:
            raise UnusablePort(
                f"Port {port} cannot be used ({error.strerror}): try make run PORT={port + 1}."
            ) from error
    return port


def run_processes(project: Path, host: str, port: int, *, when_up: Callable[[], None]) -> int:
    """Run the Procfile until Ctrl-C, a closed terminal or the end of one process; return the exit status.

    ``when_up`` is called once the web process takes connections. Raises ``AlreadyRunning``.
    """
    make_var_dir()
    run_lock = claim_run_lock(address_of(host, port))
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: asked.append(received))
    honcho = start_honcho(project, host, port)
    told_up = False
    while honcho.poll() is None and not asked:
        if not told_up and is_listening(host, port):
            told_up = True
            when_up()
        time.sleep(PAUSE_S)
    if signal.SIGHUP in asked:
        leave_the_terminal()
    stop(honcho)
    os.close(run_lock)
    return 0 if asked else honcho.returncode or 1


def address_of_the_running_one() -> str:
    """Where the portal of this ``var/`` answers at this moment; "" while it does not run."""
    try:
        lock = os.open(lock_path("portal"), os.O_RDONLY)
    except OSError:
        return ""
    with os.fdopen(lock) as file:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read()
    return ""


def address_of(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def claim_run_lock(address: str) -> int:
    """The lock that only one ``make run`` has; its file says where that one answers."""
    lock = os.open(lock_path("portal"), os.O_RDWR | os.O_CREAT, 0o644)
    if not becomes_ours(lock):
        raise AlreadyRunning("The portal already runs from this folder; stop it first (Ctrl-C in its terminal).")
    os.truncate(lock, 0)
    os.write(lock, address.encode())
    return lock


def start_honcho(project: Path, host: str, port: int) -> subprocess.Popen:
    address = address_of(host, port)
    environment = {
        "SITE_URL": address,
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PORTAL_BIND": address.removeprefix("http://"),  # honcho gives each process another PORT
        "PORTAL_RUN_LOCK": str(lock_path("portal")),
        "PYTHONUNBUFFERED": "1",
        # Celery's: who tries the portal as root in a container knows that they do.
        "PYTHONWARNINGS": "ignore:You're running the worker",
    }
    return subprocess.Popen(
        [sys.executable, "-m", "honcho", "-e", os.devnull, "-f", str(project / "Procfile"), "start"],
        cwd=project,
        env=environment,
        start_new_session=True,  # Ctrl-C reaches it through us, once
    )


def is_listening(host: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def leave_the_terminal() -> None:
    """Writing to a terminal that was closed fails: what is still to be said goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def stop(honcho: subprocess.Popen) -> None:
    if honcho.poll() is None:
        honcho.terminate()
    with suppress(subprocess.TimeoutExpired):
        honcho.wait(PATIENCE_S)
    if honcho.poll() is None:
        honcho.kill()  # the processes end by themselves when the run lock is free
        honcho.wait()
