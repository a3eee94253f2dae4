"""How many requests a second the public site answers, by the server of production on as many processes as it has cores.

The load comes from this machine too, so the figures are rather too low than too high. No cache stands in between.
"""

import http.client
import os
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.urls import reverse

from agreements.models import Agreement
from benchmarks.databases import NAME
from benchmarks.measuring import Figure
from finder.freshness import TRUSTED_AFTER
from intl_portal import servers
from partners.models import Institution

PORT = 8977
READERS = 8
SECONDS = 8.0
WAIT = 60.0
PARTNER, LIST, UNCHANGED = 150, 100, 400  # promised requests a second


def serving_figures(rows: int):
    """Milliseconds between two answers under full load, with the requests a second as a note."""
    partner = _a_partner()
    page = reverse("finder:institution_detail", args=[partner.pk, partner.slug])
    question = f"{reverse('finder:institution_list')}?country={partner.country_id}&level=bachelor"
    with _server() as port:
        _ask_every_process(port, page)
        time.sleep(TRUSTED_AFTER)  # as on a site on which nothing was changed for two minutes
        tag = _tag_of(port, page)
        yield _under_load("finder under load: partner", port, page, rows=rows, promised=PARTNER)
        yield _under_load("finder under load: filtered list", port, question, rows=rows, promised=LIST)
        yield _under_load("finder under load: not modified", port, page, rows=rows, promised=UNCHANGED, tag=tag)


def _a_partner() -> Institution:
    published = Agreement.objects.published().order_by("pk").first()
    return Institution.objects.get(parties__agreement=published, parties__is_home=False)


@contextmanager
def _server():
    """gunicorn with its own settings on the benchmark's database, until the block ends."""
    address = f"127.0.0.1:{PORT}"
    given = {
        "DATABASE_URL": servers.database_url().rpartition("/")[0] + "/" + quote(NAME)
        if servers.database_is_embedded()
        else os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{NAME}",
        "REDIS_URL": settings.REDIS_URL,
        "SITE_URL": f"http://{address}",
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "PORTAL_BIND": address,
        "WEB_WORKERS": str(os.cpu_count() or 2),
        "EMAIL_URL": "dummymail://",
        "LOG_LEVEL": "ERROR",
    }
    connection.close()
    command = [sys.executable, "-m", "gunicorn", "intl_portal.wsgi", "--config", "deploy/gunicorn.py"]
    process = subprocess.Popen(command, env=os.environ | given, cwd=settings.BASE_DIR)
    try:
        _wait_for(PORT)
        yield PORT
    finally:
        process.terminate()
        process.wait(WAIT)


def _wait_for(port: int):
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            if _once(port, "/").status == 200:
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("The server did not answer within a minute.")


def _ask_every_process(port: int, page: str):
    """So many at once that no process is left out."""
    people = [threading.Thread(target=_once, args=(port, page)) for _each in range(4 * READERS)]
    for person in people:
        person.start()
    for person in people:
        person.join()


def _tag_of(port: int, page: str) -> str:
    """The page's name, once every process gives it the same: then each has seen the stamp for long enough."""
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        tags = {_once(port, page).getheader("ETag") for _each in range(4 * READERS)}
        if len(tags) == 1:
            return tags.pop() or ""
        time.sleep(2)
    raise RuntimeError("The processes do not give a page the same name.")


def _line(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=30)


def _once(port: int, path: str, tag: str = ""):
    """An answer on a connection of its own."""
    line = _line(port)
    answer = _ask(line, path, tag)
    line.close()
    return answer


def _ask(line: http.client.HTTPConnection, path: str, tag: str = ""):
    headers = {"Accept-Encoding": "gzip"} | ({"If-None-Match": tag} if tag else {})
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    answer.read()
    return answer


def _under_load(name: str, port: int, path: str, *, rows: int, promised: int, tag: str = "") -> Figure:
    """``READERS`` people ask as fast as they are answered, for ``SECONDS``; the first answers warm the processes."""
    for _warming in range(4 * READERS):
        _once(port, path, tag)
    times: list[float] = []
    statuses: set[int] = set()
    ends = time.monotonic() + SECONDS

    def read():
        line = _line(port)
        while time.monotonic() < ends:
            start = time.perf_counter()
            statuses.add(_ask(line, path, tag).status)
            times.append(1000 * (time.perf_counter() - start))
        line.close()

    people = [threading.Thread(target=read) for _each in range(READERS)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    a_second = len(times) / SECONDS
    wanted = {304} if tag else {200}
    wrong = "" if statuses == wanted else f", statuses {sorted(statuses)}"
    slowest = sorted(times)[int(0.95 * len(times))]
    note = f"{a_second:,.0f} requests a second of {promised} promised{wrong}; 95 % answered within {slowest:,.0f} ms"
    return Figure(name, rows, 1000 / a_second, 1000 / a_second, promised_median=1000 / promised, note=note)
