"""Test databases are copies of one migrated template, named after a hash of every migration file.

The first process builds the template under an advisory lock; every worker, now and in later runs, copies
it. Nothing to remember: changed migrations have another name. A copy is named after the run and the
worker, because several people may run tests against one server at the same time.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connections
from psycopg2 import sql

from tests.plugins.servers import RUN

LEFT_BEHIND_AFTER_MINUTES = 6 * 60


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker):
    """Replaces pytest-django's: a copy takes under a second where migrating takes many."""
    settings_of_database = connections["default"].settings_dict
    template = template_name(settings_of_database["NAME"])
    copy = f"test_{minute()}_{request.config.stash[RUN]}"
    with maintenance(settings_of_database) as cursor:
        with advisory_lock(cursor, template):
            if not exists(cursor, template):
                with django_db_blocker.unblock():
                    build(cursor, template)
            cursor.execute(named("CREATE DATABASE {} TEMPLATE {}", copy, template))
        remove_left_behind(cursor)
    point_django_at(copy)
    yield
    with django_db_blocker.unblock():
        connections.close_all()
    with maintenance(settings_of_database) as cursor:
        drop(cursor, copy)


def template_name(base: str) -> str:
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for file in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.label}/{file.name}".encode() + file.read_bytes())
    return f"template_{base}_{digest.hexdigest()[:12]}"


def minute() -> int:
    return int(time.time() // 60)


@contextmanager
def maintenance(database: dict) -> Iterator[psycopg2.extensions.cursor]:
    """A session in the server's own database, from where the others are made and dropped."""
    keys = [key for key in ("HOST", "PORT", "USER", "PASSWORD") if database.get(key)]
    connection = psycopg2.connect(dbname="postgres", **{key.lower(): database[key] for key in keys})
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


@contextmanager
def advisory_lock(cursor, name: str) -> Iterator[None]:
    cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", (name,))
    try:
        yield
    finally:
        cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", (name,))


def named(statement: str, *names: str) -> sql.Composed:
    """``statement`` with the names of databases in the places of its ``{}``."""
    return sql.SQL(statement).format(*(sql.Identifier(name) for name in names))


def exists(cursor, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
    return cursor.fetchone() is not None


def drop(cursor, name: str) -> None:
    cursor.execute(named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def build(cursor, template: str) -> None:
    """Migrate an empty database under a passing name, so that a run that breaks off leaves no half-made template."""
    connection = connections["default"]
    base = connection.settings_dict["NAME"]
    half_made = f"{template}_new"
    connection.settings_dict["TEST"]["NAME"] = half_made
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    point_django_at(base)
    cursor.execute(named("ALTER DATABASE {} RENAME TO {}", half_made, template))


def point_django_at(name: str) -> None:
    connection = connections["default"]
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["TEST"]["NAME"] = name


def remove_left_behind(cursor) -> None:
    """Drop copies of runs that were killed hours ago, and templates of migrations nobody has any more."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname ~ '^test_[0-9]+_'"
        " AND split_part(datname, '_', 2)::bigint < %s"
        " AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE pg_stat_activity.datname = pg_database.datname)",
        (minute() - LEFT_BEHIND_AFTER_MINUTES,),
    )
    for (name,) in cursor.fetchall():
        drop(cursor, name)
