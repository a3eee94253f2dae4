"""Run a process of the Procfile for as long as ``make run`` lives: ``python attend.py COMMAND …``.

A closed terminal or a ``kill -9`` takes ``make run`` away without a word to its processes. It holds the
lock named in ``PORTAL_RUN_LOCK``; once that can be had, nobody is left to stop the process but this script.
On the standard library alone, so that five of them weigh little.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time

PAUSE_S = 0.3
PATIENCE_S = 6


def attend(command: list[str], run_lock: str) -> int:
    # Signals are sent to the whole group: the command has them already, and this script waits for it.
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    lock = os.open(run_lock, os.O_RDONLY)
    process = subprocess.Popen(command)
    while process.poll() is None:
        if is_free(lock):
            return stop(process)
        time.sleep(PAUSE_S)
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def is_free(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def stop(process: subprocess.Popen) -> int:
    process.terminate()
    try:
        return process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        os.killpg(0, signal.SIGKILL)  # its children too, and ourselves
        return 1


if __name__ == "__main__":
    if "PORTAL_RUN_LOCK" in os.environ:
        sys.exit(attend(sys.argv[1:], os.environ["PORTAL_RUN_LOCK"]))
    os.execvp(sys.argv[1], sys.argv[1:])
