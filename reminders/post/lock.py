"""One writer of mails at a time, in whatever process: so that nothing is told by two mails at once.

The lock is held until the transaction ends.
"""

from django.db import connection

LOCK = 7_203_002  # any number, the same in every process


def wait_to_write():
    """Hold the lock, waiting for whoever has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def may_write_now() -> bool:
    """Hold the lock if nobody has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return cursor.fetchone()[0]
