"""What a keeper and those who join need to know about a server."""

import pwd
import signal
import socket
from abc import ABC, abstractmethod
from pathlib import Path


class EmbeddedServer(ABC):
    """A server program of a Python wheel (or of this machine) that listens on a unix socket of ours."""

    name: str  # of its locks, log and data
    title: str  # for people
    stop_signal: signal.Signals

    @abstractmethod
    def prepare(self, account: pwd.struct_passwd | None) -> list[str | Path]:
        """Make what the server needs before its first start and return the command that starts it."""

    @abstractmethod
    def socket_path(self) -> str: ...

    @abstractmethod
    def pid_file(self) -> Path: ...

    def pid(self) -> int | None:
        """The number of the process that runs now; None while there is none."""
        try:
            return int(self.pid_file().read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    @abstractmethod
    def mark(self) -> str:
        """What the command line of this very server contains and that of no other."""

    def complete(self) -> None:  # noqa: B027 - most need nothing
        """Make what the server needs once it answers."""

    def is_answering(self) -> bool:
        with socket.socket(socket.AF_UNIX) as attempt:
            try:
                attempt.connect(self.socket_path())
            except OSError:
                return False
        return True
