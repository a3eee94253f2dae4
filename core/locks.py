"""Locks between processes, on whatever machines: held by a database session, and let go however that ends."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def lock_if_free(space: int, number: int) -> Iterator[bool]:
    """Whether the block has the lock ``number`` of the ``space`` to itself; it never waits for it."""
    held = _ask("pg_try_advisory_lock", space, number)
    try:
        yield held
    finally:
        if held:
            _ask("pg_advisory_unlock", space, number)


@contextmanager
def place_among(space: int, most: int) -> Iterator[int | None]:
    """The number of one of ``most`` places of the ``space``, this block's own; None where all are taken."""
    place = next((number for number in range(most) if _ask("pg_try_advisory_lock", space, number)), None)
    try:
        yield place
    finally:
        if place is not None:
            _ask("pg_advisory_unlock", space, place)


def hold_until_commit(space: int, name: str):
    """Wait until nobody else holds what ``name`` says, and hold it until the transaction ends."""
    _ask("pg_advisory_xact_lock", space, zlib.crc32(name.encode(errors="surrogatepass")) - 2**31)


def is_held(space: int, number: int) -> bool:
    """Whether anybody has the lock at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [space, number],
        )
        return cursor.fetchone()[0]


def _ask(function: str, space: int, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [space, number])
        return cursor.fetchone()[0]
