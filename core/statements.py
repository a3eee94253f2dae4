"""The statement of a large question, remembered: to write it costs Django more than the database needs to answer it.

Only for questions whose statement follows from what the key names and from nothing that is read while it is written.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language

MOST_REMEMBERED = 256  # of 5 to 50 KB each, in every process
THE_OBJECT = -2_147_483_647  # stands in a statement for the key of the one object it is asked about: no row has it

Statement = tuple[str, tuple]


@lru_cache(maxsize=MOST_REMEMBERED)
def _kept(key: Hashable) -> list[Statement | None]:
    """A place for the statement of ``key``: filled by whoever comes first."""
    return []


def statement_of(
    key: Hashable | None, write: Callable[[], QuerySet | None], object_id: int | None = None
) -> Statement | None:
    """SQL and parameters of the values queryset that ``write`` gives; None where it can have no rows.

    ``write`` is called again only for another key, day or language, and always without a key. Whatever it raises is
    raised, and not remembered. Where it asked about ``THE_OBJECT``, the statement asks about ``object_id``.
    """
    place = [] if key is None else _place(key)
    if not place:
        place.append(_written(write()))
    if place[0] is None or object_id is None:
        return place[0]
    sql, parameters = place[0]
    return sql, tuple(object_id if value == THE_OBJECT else value for value in parameters)


def rows_of(key: Hashable | None, write: Callable[[], QuerySet | None], object_id: int | None = None) -> list[tuple]:
    """The rows of the statement, in order."""
    return _answer(statement_of(key, write, object_id), "{}")


def count_of(key: Hashable | None, write: Callable[[], QuerySet | None], object_id: int | None = None) -> int:
    """How many rows the statement has."""
    counts = _answer(statement_of(key, write, object_id), "SELECT COUNT(*) FROM ({}) counted")
    return sum(count for (count,) in counts)


def _answer(statement: Statement | None, asked: str) -> list[tuple]:
    if statement is None:
        return []
    sql, parameters = statement
    with connection.cursor() as cursor:
        cursor.execute(asked.format(sql), parameters)
        return cursor.fetchall()


forget_all = _kept.cache_clear


def forget(key: Hashable):
    """Write the statement of ``key`` again the next time."""
    _place(key).clear()


def _place(key: Hashable) -> list[Statement | None]:
    return _kept((key, timezone.localdate(), get_language()))


def _written(rows: QuerySet | None) -> Statement | None:
    if rows is None:
        return None
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, tuple(parameters)
