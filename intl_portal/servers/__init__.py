"""The embedded PostgreSQL and Redis of a machine that has neither.

Without ``DATABASE_URL`` the portal uses the PostgreSQL of a Python wheel with its data in ``var/``,
without ``REDIS_URL`` the Redis of another; with them set, this package starts nothing. Whoever needs
a server *joins* it: the first starts it, the last to leave lets it stop, however each of them ends.
"""

from intl_portal.servers.addresses import (
    cache_location,
    database_is_embedded,
    database_url,
    redis_is_embedded,
    redis_url,
)
from intl_portal.servers.commands import servers_for_command
from intl_portal.servers.joining import ServerFailure, embedded_servers
from intl_portal.servers.places import var_dir
from intl_portal.servers.running import address_of_the_running_one

__all__ = [
    "ServerFailure",
    "address_of_the_running_one",
    "cache_location",
    "database_is_embedded",
    "database_url",
    "embedded_servers",
    "redis_is_embedded",
    "redis_url",
    "servers_for_command",
    "var_dir",
]
