"""Open data, version 1: what the public pages show, for other programs. ``contract.py`` promises its form."""

from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponsePermanentRedirect, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from finder import published
from finder.current import current_index, current_rounds
from finder.freshness import SECONDS_IN_CACHES, public_page
from finder.open_data import contract, more
from finder.open_data.addresses import data_address
from finder.open_data.records import as_json, feature, fingerprint, found_by, partner_record
from finder.open_data.sheet import as_csv
from finder.question import read_question
from finder.structured import of_open_data
from finder.views.limits import A_MINUTE, is_too_often

MOST_A_MINUTE = 120
# What a page of another site says to show the list in a frame.
FRAME = (
    '<iframe src="%(address)s?field=06&amp;embed=1" title="%(title)s" width="100%%" height="800" loading="lazy">'
    "</iframe>"
)
CSV = "text/csv; charset=utf-8; header=present"
METHODS = ("GET", "HEAD", "OPTIONS")
FOR_OTHER_SITES = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def open_data(view):
    """A view of open data: readable from pages of any site, so many times a minute, soon read again, in English."""

    @login_not_required
    @wraps(view)
    def wrapped(request, *args, **kwargs):
        with override(settings.LANGUAGE_CODE):
            response = _answer(view, request, *args, **kwargs)
        for name, value in FOR_OTHER_SITES.items():
            response[name] = value
        response.headers.setdefault("Cache-Control", f"public, max-age={SECONDS_IN_CACHES}")
        return response

    return wrapped


def _answer(view, request, *args, **kwargs) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in METHODS:
        return _problem(405, "Open data can only be read.", Allow=", ".join(METHODS))
    if is_too_often(request, "open-data", MOST_A_MINUTE):
        return _problem(429, "Too many requests. Try again in a minute.", **{"Retry-After": str(A_MINUTE)})
    return view(request, *args, **kwargs)


def _problem(status: int, detail: str, **headers) -> JsonResponse:
    """A refusal that programs understand (RFC 9457)."""
    told = {"type": "about:blank", "status": status, "detail": detail}
    headers = {"Cache-Control": "no-store"} | headers
    return JsonResponse(told, status=status, content_type="application/problem+json", headers=headers)


def _streamed(request, content_type: str, make) -> HttpResponse:
    """What ``make`` writes of the partners asked for, unless who asks has it already."""
    index = current_index()
    question = read_question(request.GET, index)
    told = f"{fingerprint(index)} {request.get_full_path()} {settings.SITE_URL}"
    tag = f'W/"{sha256(told.encode()).hexdigest()[:32]}"'
    if unchanged := get_conditional_response(request, etag=tag):
        return unchanged
    response = StreamingHttpResponse(make(question, found_by(question, index)), content_type=content_type)
    response["ETag"] = tag
    return response


def _head(name: str, question, found) -> dict:
    notes = list(question.problems)
    if question.is_respelled:
        notes.append(f"Searched for “{question.text}” instead of “{question.typed}”.")
    return {"version": contract.VERSION, "self": data_address(name), "count": len(found), "notes": notes}


@open_data
@gzip_page
def partners_json(request):
    def write(question, found):
        head = _head("partners_json", question, found) | {"terms": contract.TERMS}
        return as_json(head, "partners", (partner_record(*each) for each in found))

    return _streamed(request, "application/json", write)


@open_data
@gzip_page
def partners_geojson(request):
    def write(question, found):
        head = {"type": "FeatureCollection"} | _head("partners_geojson", question, found)
        return as_json(head, "features", (feature(*each) for each in found))

    return _streamed(request, "application/geo+json", write)


@open_data
@gzip_page
def partners_csv(request):
    return _streamed(request, CSV, lambda question, found: as_csv(found))


@open_data
@conditional_page
def partner_json(request, pk):
    institution = published.institutions().filter(pk=pk).first()
    if institution is not None:
        return JsonResponse(more.one_partner(institution, current_index()))
    if survivor := published.survivor_of(pk):
        response = HttpResponsePermanentRedirect(data_address("partner_json", survivor.pk))
        response["Cache-Control"] = "max-age=3600"  # a merger can be undone
        return response
    return _problem(404, "No partner with this number is published.")


@open_data
@conditional_page
def rounds_json(request):
    rounds = [more.round_record(shown) for shown in current_rounds()]
    return JsonResponse({"version": contract.VERSION, "self": data_address("rounds_json"), "rounds": rounds})


@open_data
@gzip_page
@conditional_page
def codes_json(request):
    return JsonResponse({"version": contract.VERSION} | more.codes(current_index().words))


@open_data
@conditional_page
def openapi_json(request):
    return JsonResponse(contract.document(), json_dumps_params={"indent": 1})


@open_data
def nothing_there(request, path):
    return _problem(404, "There is no such data. The contract lists what there is: " + data_address("openapi_json"))


@public_page
def open_data_page(request):
    """For people: what there is, under which terms, with an example of each."""
    question = read_question(request.GET, current_index())
    context = {"examples": contract.examples(question.address()), "most": MOST_A_MINUTE, "terms": contract.TERMS}
    address = settings.SITE_URL + request.path
    list_address = settings.SITE_URL + reverse("finder:institution_list")
    context |= {
        "structured": of_open_data(context["examples"], contract.TERMS, address),
        "canonical_url": address,
        "frame": FRAME % {"address": list_address, "title": _("Where can you study?")},
        "hosts": settings.EMBED_HOSTS,
        "office_email": settings.OFFICE_EMAIL,
    }
    return render(request, "finder/open_data/page.html", context)
