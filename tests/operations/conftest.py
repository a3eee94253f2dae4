"""Programs of ours run from outside, in a ``var/`` of their own."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path

import psutil
import pytest

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60


class Portal:
    """A checkout's ``var/`` and what runs on it."""

    def __init__(self, var: Path):
        self.var = var
        self.started: list[subprocess.Popen] = []
        unwanted = {"DATABASE_URL", "REDIS_URL", "PORTAL_RUN_LOCK"}
        self.environment = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.environment |= {"PORTAL_VAR": str(var), "PYTHONPATH": str(PROJECT)}

    def start(self, code: str, **options) -> subprocess.Popen:
        """Run Python code that may use the portal's packages."""
        process = subprocess.Popen(
            [sys.executable, "-c", code],
            cwd=options.pop("cwd", PROJECT),
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )
        self.started.append(process)
        return process

    def run(self, code: str, **options) -> tuple[int, str]:
        """Exit status and output of code that ends by itself."""
        process = self.start(code, **options)
        output, _ = process.communicate(timeout=PATIENCE_S)
        return process.returncode, output

    def hold(self) -> subprocess.Popen:
        """A process that uses the servers until it is stopped."""
        process = self.start(f"{JOIN}print('up', flush=True); import time; time.sleep(300)")
        assert read_until(process, "up")
        return process

    def servers(self) -> list[psutil.Process]:
        """Keepers and servers of this ``var/``, the server's helpers included."""
        return [process for process in psutil.process_iter() if self.owns(process)]

    def owns(self, process: psutil.Process) -> bool:
        try:
            line = " ".join(process.cmdline())
            if process.status() == psutil.STATUS_ZOMBIE or process.pid in {one.pid for one in self.started}:
                return False
        except psutil.Error:
            return False
        return str(self.var) in line or self.socket_dir in line

    @cached_property
    def socket_dir(self) -> str:
        return self.run("from intl_portal.servers.places import socket_dir; print(socket_dir())")[1].strip()


JOIN = "from intl_portal.servers import embedded_servers; use = embedded_servers(); use.__enter__(); "


def read_until(process: subprocess.Popen, word: str) -> str:
    """The output up to the line that holds ``word``; fails with everything said when there is none."""
    said = []
    for line in process.stdout:
        said.append(line)
        if word in line:
            return "".join(said)
    pytest.fail(f"{word!r} was never said:\n{''.join(said)}")
    return ""


def becomes(question, timeout: float = 20) -> bool:
    """Whether ``question()`` is true within ``timeout`` seconds."""
    give_up_at = time.monotonic() + timeout
    while not question():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def portal_at():
    """Make a portal with its data in the given folder; whatever it started is gone after the test."""
    portals = []

    def make(var: Path) -> Portal:
        portals.append(Portal(var))
        return portals[-1]

    yield make
    for portal in portals:
        for process in portal.started:
            process.stdout.close()
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert becomes(lambda portal=portal: not portal.servers()), "a server outlived everybody who used it"
        for data in portal.var.glob("*/"):
            if data.is_symlink():  # pytest's folders are private: there, root keeps the data outside
                shutil.rmtree(data.resolve())
