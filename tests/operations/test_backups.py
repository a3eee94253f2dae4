"""A backup brings back every row of every table and every file."""

import hashlib
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from accounts.enums import Role
from accounts.models import Membership, User


def tables() -> dict[str, str]:
    """Each table with a digest of all its rows."""
    digests = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT count(*), md5(string_agg(row::text, chr(10) ORDER BY row::text)) FROM "{name}" AS row'
            )
            digests[name] = cursor.fetchone()
    return digests


def files(root: Path) -> dict[str, str]:
    return {
        str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in root.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files with spaces"
    (settings.MEDIA_ROOT / "agreements" / "7").mkdir(parents=True)
    (settings.MEDIA_ROOT / "agreements" / "7" / "signed å.pdf").write_bytes(b"%PDF-1.7 \x00 signed")
    return settings.MEDIA_ROOT


@pytest.fixture
def archive(transactional_db, media, officer, coordinator, tmp_path):
    officer.name = "Line\nbreak, \\. backslash and 'quotes'"
    officer.save(update_fields=["name"])
    file = tmp_path / "portal backup.tar.gz"
    call_command("backup", file)
    return file


def test_everything_comes_back(archive, media, person, unit):
    before = tables(), files(media)
    Membership.objects.all().delete()
    User.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_a_newer_version (n int)")
    (media / "agreements" / "7" / "signed å.pdf").write_bytes(b"changed")
    (media / "later.pdf").write_bytes(b"later")

    call_command("restore", archive)

    after = tables(), files(media)
    assert {name: (row, after[0].get(name)) for name, row in before[0].items() if after[0].get(name) != row} == {}
    assert after == before
    person(Role.READER, unit)  # the sequences go on where they were


def test_history_still_cannot_be_rewritten_after_a_restore(archive):
    call_command("restore", archive, "--replace")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_userevent SET name = 'somebody else'")


def test_a_portal_that_is_in_use_is_not_overwritten_by_mistake(archive):
    before = tables()
    with pytest.raises(CommandError, match="This portal holds 2 people"):
        call_command("restore", archive)
    assert tables() == before


@pytest.mark.parametrize("damage", ["cut", "text", "missing", "other", "bad_sql"])
def test_a_damaged_archive_changes_nothing(archive, media, tmp_path, damage):
    damaged = tmp_path / "damaged.tar.gz"
    if damage == "cut":
        damaged.write_bytes(archive.read_bytes()[:-2000])
    elif damage == "text":
        damaged.write_text("no archive")
    elif damage == "other":
        with tarfile.open(damaged, "w:gz") as other:
            other.add(media, "files")
    elif damage == "bad_sql":
        with tarfile.open(archive) as whole:
            whole.extractall(tmp_path / "opened", filter="data")
        with (tmp_path / "opened" / "database.sql").open("a") as script:
            script.write("\nSELECT no_such_thing;\n")
        with tarfile.open(damaged, "w:gz") as other:
            other.add(tmp_path / "opened", "")
    before = tables(), files(media)
    with pytest.raises(CommandError, match="Nothing was restored"):
        call_command("restore", damaged, "--replace")
    assert (tables(), files(media)) == before


def test_a_folder_that_cannot_be_written_is_a_sentence(transactional_db, tmp_path):
    with pytest.raises(CommandError, match="No backup was made"):
        call_command("backup", tmp_path / "no such folder" / "portal.tar.gz")
