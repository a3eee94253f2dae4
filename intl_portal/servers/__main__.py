"""Stand for one embedded server in the Procfile: ``python -m intl_portal.servers postgres|redis``.

Uses the server for as long as it runs itself, says when the keeper has started one again that had gone, and
ends when the server has gone for good, so that honcho stops the rest.
"""

import sys
import time

from intl_portal.servers.addresses import database_is_embedded, redis_is_embedded
from intl_portal.servers.embedded_postgres import EmbeddedPostgres
from intl_portal.servers.embedded_redis import EmbeddedRedis
from intl_portal.servers.joining import is_kept, joined

PAUSE_S = 0.5
EMBEDDED = {"postgres": (EmbeddedPostgres, database_is_embedded), "redis": (EmbeddedRedis, redis_is_embedded)}


def main(name: str) -> None:
    server_class, is_embedded = EMBEDDED[name]
    server = server_class()
    if not is_embedded():
        print(f"{server.title} is a server of yours.", flush=True)
        while True:
            time.sleep(3600)
    with joined(server):
        print(f"{server.title} answers on {server.socket_path()}", flush=True)
        known = server.pid()
        while is_kept(server):
            time.sleep(PAUSE_S)
            present = server.pid()
            if present not in {None, known} and server.is_answering():
                print(f"{server.title} had gone and has been started again.", flush=True)
                known = present
    sys.exit(f"{server.title} has gone.")


if __name__ == "__main__":
    main(sys.argv[1])
