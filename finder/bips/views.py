"""The list of blended intensive programmes, and the page of one."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from core.eu_funding import EuFunding
from finder import published
from finder.bips.shown import shown_bip, shown_bips
from finder.freshness import public_page

MOST_PAST = 20
SCHEME = "bip"  # the page that says who may go


@public_page
def bip_index(request):
    coming, past = shown_bips()
    context = {
        "coming": coming,
        "past": past[:MOST_PAST],
        "scheme": published.schemes().filter(code=SCHEME).first(),
        "funding": EuFunding(),
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/bips/index.html", context)


@public_page
def bip_detail(request, pk):
    shown = shown_bip(pk)
    if shown is None:
        raise Http404
    context = {
        "shown": shown,
        "office_email": settings.OFFICE_EMAIL,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/bips/detail.html", context)
