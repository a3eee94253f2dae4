"""The addresses of database and queue, in the forms that Django, Celery and redis-py read."""

import os
from urllib.parse import quote, urlsplit, urlunsplit

from intl_portal.servers.places import socket_dir

DATABASE_NAME = "portal"
DATABASE_USER = "postgres"
CACHE_OFFSET = 1  # the cache has a Redis database of its own: clearing it must not clear the queue


def database_is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def redis_is_embedded() -> bool:
    return not os.environ.get("REDIS_URL")


def database_url() -> str:
    """The embedded database's address; the whole socket path is the URL's path, the form django-environ reads."""
    return f"postgres://{DATABASE_USER}@/{quote(str(socket_dir()), safe='')}/{DATABASE_NAME}"


def redis_socket() -> str:
    return str(socket_dir() / "redis.sock")


def redis_url() -> str:
    """The embedded queue's address, as Celery reads it."""
    return f"redis+socket://{redis_socket()}"


def cache_location(queue_url: str) -> str:
    """The same Redis for the cache: in redis-py's words, and in the database after the queue's."""
    url = urlsplit(queue_url)
    if url.scheme in {"redis+socket", "unix"}:
        return f"unix://{url.path}?db={CACHE_OFFSET}"
    database = url.path.strip("/") or "0"
    if not database.isdigit():
        return queue_url
    return urlunsplit(url._replace(path=f"/{int(database) + CACHE_OFFSET}"))
