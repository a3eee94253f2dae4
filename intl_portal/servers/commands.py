"""Which commands need the servers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from intl_portal.servers.joining import ServerFailure, embedded_servers

WITHOUT_SERVERS = frozenset(
    {"help", "version", "collectstatic", "compilemessages", "diffsettings", "findstatic", "makemessages", "startapp"}
)


def needs_servers(argv: list[str]) -> bool:
    """Whether the command line ``manage.py …`` works with data; asking for help does not."""
    if len(argv) < 2 or {"-h", "--help", "--version"} & set(argv[1:]):
        return False
    return argv[1] not in WITHOUT_SERVERS


@contextmanager
def servers_for_command(argv: list[str]) -> Iterator[None]:
    """Have the embedded servers up while a ``manage.py`` command runs; a failure is one sentence, not a traceback."""
    if not needs_servers(argv):
        yield
        return
    servers = embedded_servers()
    try:
        servers.__enter__()
    except ServerFailure as failure:
        sys.exit(str(failure))
    try:
        yield
    finally:
        servers.__exit__(None, None, None)
