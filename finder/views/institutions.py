"""The list with its map, and the page of one partner: open to everybody, never anything but published facts."""

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from finder import published
from finder.cards import address_of
from finder.current import current_index, index_and_rounds_at
from finder.embedding import PARAMETER, embeddable
from finder.freshness import public_page
from finder.kept_facts import KeptFacts
from finder.map_points import points_of
from finder.partner_page import PartnerPage, partner_page
from finder.question import read_question
from finder.results import found_by, heading_of, results_of
from finder.shelves import flat
from finder.structured import of_partner, partner_words

facts = KeptFacts()


@embeddable
@public_page
def institution_list(request):
    index = current_index()
    question = read_question(request.GET, index)
    results = results_of(question, index)
    context = {
        "question": question,
        "results": results,
        "index": index,
        "all": heading_of(flat(index.everything), index),
        "points_url": question.address(path=reverse("finder:institution_points"), view=None),
        "anywhere_url": question.address(box=None),
        "list_url": question.address(view=None),
        "map_url": question.address(view="map"),
        "data_url": question.address(path=reverse("finder:open_data"), view=None, sort=None),
        "canonical_url": settings.SITE_URL + question.address(path=request.path, view=None),
    }
    return render(request, "finder/institution_list.html", context)


@public_page
def institution_points(request):
    """The partners of the list with the same question, as GeoJSON for the map."""
    index = current_index()
    found = found_by(read_question(request.GET, index), index)
    return JsonResponse(points_of(found, index), content_type="application/geo+json")


def to_survivor(pk: int, query: str):
    """The old address of a partner that was merged, for an hour at a time: a merger can be undone."""
    survivor = published.survivor_of(pk)
    if survivor is None:
        raise Http404
    response = HttpResponsePermanentRedirect(address_of(survivor.pk, survivor.slug) + query)
    response["Cache-Control"] = "max-age=3600"
    return response


def _page_of(pk: int) -> PartnerPage | None:
    institution = published.institutions().select_related("country").filter(pk=pk).first()
    return partner_page(institution, *index_and_rounds_at(institution)) if institution else None


@embeddable
@public_page
def institution_detail(request, pk, slug=""):
    query = f"?{PARAMETER}=1" if request.is_embedded else ""
    page = facts.of((pk, get_language()), stamp=request.page_stamp, make=lambda: _page_of(pk))
    if page is None:
        return to_survivor(pk, query)
    if slug != page.institution.slug:
        return redirect(address_of(pk, page.institution.slug) + query)  # never permanent: a name may change back
    context = {
        "page": page,
        "canonical_url": settings.SITE_URL + request.path,
        "office_email": settings.OFFICE_EMAIL,
        "preview": partner_words(page),
        "structured": of_partner(page, settings.SITE_URL + request.path),
    }
    return render(request, "finder/institution_detail.html", context)
