"""After a test with real transactions only the tables it wrote are emptied, in one statement to the server.

Django empties every table of the schema and then makes content types and permissions anew, which takes longer
than most of these tests. Both are facts of the code here, not of a test, and stay.
"""

import pytest
from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from reminders.kinds import make_kinds

STAY = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def empty_only_what_was_written():
    emptied_by_django = TransactionTestCase._fixture_teardown

    def teardown(case):
        if not may_act_as_a_replica():
            return emptied_by_django(case)
        empty_written_tables()
        return make_kinds()  # as after every migration

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


def may_act_as_a_replica() -> bool:
    """Whether we are the server's owner, as on the embedded one; on a server of yours we may not be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def empty_written_tables():
    if written := those_with_rows(tables()):
        # As a replica does: no trigger forbids it or records it, and no foreign key asks for an order.
        deletions = "; ".join(f'DELETE FROM "{table}"' for table in written)
        with connection.cursor() as cursor:
            cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {deletions}; COMMIT")


def those_with_rows(names: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names))
        return [name for (name,) in cursor.fetchall()]


def tables() -> list[str]:
    """Those of every model of ours and of others, but for what stays."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy} - STAY)
