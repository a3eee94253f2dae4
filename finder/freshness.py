"""Pages of the public site: open to everybody, small on the way, and known by what they were made from.

A reader who has a page already asks whether it still holds. What it was made from is told by a *stamp* (one query on
ends of indexes), so the answer "not modified" is given without making the page. An entry of history may become visible
out of order: a stamp is trusted two minutes after it was first seen; before, the page is made each time.
"""

import hashlib
import time
from datetime import date, datetime
from functools import cache, wraps
from typing import NamedTuple

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.models import Model
from django.http import HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import get_language
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page, require_safe

from finder import published
from finder.moments import once_in_a_moment

TRUSTED_AFTER = 120  # seconds: entries come out of order for one minute, and the index may rest for most of another
SECONDS_IN_CACHES = 15  # with the longest rest of the index and a moment: what is unpublished is gone within a minute

# Tables of lower rooms that pages show or reckon with, beside those of ``published.PUBLIC_COLUMNS``.
ALSO_SHOWN = (
    *("reference.Country", "reference.CountryStatus", "reference.IscedField", "reference.Language", "reference.Source"),
    *("reference.CallYearParameter", "reference.GrantRate", "reference.TravelBand", "reference.Rule"),
    *("agreements.Party", "agreements.FurtherUnit", "mobility.LocalRecommendation", "mobility.Mobility"),
    *("mobility.RoundPlace", "mobility.FurtherRoundUnit", "mobility.ParticipantReport", "mobility.ReportAnswer"),
    *("mobility.ReportQuestion", "cooperation.ActivityPartner"),
)
ROOMS = ("core", "accounts", "reference", "partners", "agreements", "networks", "mobility", "cooperation", "finder")
MADE_OF = ("templates", "locale", "static/css", "static/js", *ROOMS)
KEPT = (200, 304)
SAID_BY_SETTINGS = (
    *("SITE_URL", "OFFICE_EMAIL", "HOME_INSTITUTION", "INSTITUTION_SHORT_NAME", "INSTITUTION_LOGO"),
    *("OPEN_DATA_LICENCE", "OPEN_DATA_LICENCE_URL", "EMBED_HOSTS"),
)


class PageStamp(NamedTuple):
    """What every public page is made from. The instants are those at which the next round opens and closes."""

    day: date
    opens_at: datetime | None
    closes_at: datetime | None
    newest: tuple


_first_seen: tuple[PageStamp, float] | None = None


def public_page(view):
    """Decorate a view that anybody may open.

    With cookies somebody may be signed in: then, as while the stamp is not trusted, the page is made anew each time and
    known by what stands in it.
    """
    made_anew = conditional_page(view)

    @wraps(view)
    def shown(request, *args, **kwargs):
        request.page_stamp = stamp = trusted_stamp()
        if request.COOKIES:
            return made_anew(request, *args, **kwargs)
        tag = tag_of(request, stamp)
        if not tag:
            return _kept_shortly(made_anew(request, *args, **kwargs))
        if tag in parse_etags(request.headers.get("If-None-Match", "").replace("W/", "")):
            return _kept_shortly(HttpResponseNotModified(), tag)
        response = view(request, *args, **kwargs)
        return _kept_shortly(response, tag)

    return login_not_required(require_safe(gzip_page(shown)))


def tag_of(request, stamp: PageStamp | None) -> str:
    """The name of the page as it would be made now; "" while the stamp is not trusted."""
    if stamp is None:
        return ""
    parts = (stamp, release(), get_language(), request.get_full_path(), request.headers.get("HX-Request", ""))
    return quote_etag(hashlib.sha256(repr(parts).encode()).hexdigest()[:32])


def trusted_stamp() -> PageStamp | None:
    """The stamp, once it has stood for two minutes; None before, when something may still come in behind it."""
    global _first_seen  # noqa: PLW0603 - one per process
    stamp, now = read_page_stamp(), time.monotonic()
    if _first_seen is None or _first_seen[0] != stamp:
        _first_seen = stamp, now
    return stamp if now - _first_seen[1] > TRUSTED_AFTER else None


def forget_stamp():
    """As when the process began."""
    global _first_seen  # noqa: PLW0603 - see above
    _first_seen = None


@once_in_a_moment
def read_page_stamp() -> PageStamp:
    """Today, the next instants of rounds and the newest history entry of each table that is shown. One query."""
    now = timezone.now()
    rounds = published.rounds(now).order_by()
    opening = rounds.filter(opens_at__gt=now).order_by("opens_at").values("opens_at")[:1].query
    closing = rounds.order_by("closes_at").values("closes_at")[:1].query
    (opens, first), (closes, second) = opening.sql_with_params(), closing.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT ({opens}), ({closes}), {_newest_entries()}", [*first, *second])
        opens_at, closes_at, *newest = cursor.fetchone()
    return PageStamp(timezone.localdate(), opens_at, closes_at, tuple(newest))


def stamped_models() -> list[type[Model]]:
    """Those whose rows public pages are made from."""
    return [apps.get_model(label) for label in dict.fromkeys((*published.PUBLIC_COLUMNS, *ALSO_SHOWN))]


@cache
def _newest_entries() -> str:
    """The columns of the query that read the end of each table's history."""
    tables = (model.pgh_event_model._meta.db_table for model in stamped_models())
    return ", ".join(f"(SELECT max(pgh_id) FROM {connection.ops.quote_name(table)})" for table in tables)  # noqa: S608


@cache
def release() -> str:
    """Which files and settings this process serves by: another after every change of them."""
    digest = hashlib.sha256(repr([getattr(settings, name) for name in SAID_BY_SETTINGS]).encode())
    for folder in MADE_OF:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".mo", ".css", ".js", ".csv"}:
                digest.update(f"{path.name}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _kept_shortly(response, tag: str = ""):
    if response.status_code not in KEPT:
        return response
    if tag and not response.streaming:
        response["ETag"] = tag
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, public=True, max_age=SECONDS_IN_CACHES)
    return response
