"""Where our partners are: every country, and the page of one."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render

from finder.countries.facts import country_page, listed_countries, slug_of
from finder.current import current_index
from finder.freshness import public_page
from reference.models import Country


@public_page
def country_index(request):
    context = {"countries": listed_countries(current_index()), "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/countries/index.html", context)


@public_page
def country_detail(request, slug):
    """``slug`` begins with the code of the country, so that its address survives another name."""
    country = Country.objects.filter(pk=slug.partition("-")[0].upper()).first()
    if country is None:
        raise Http404
    if slug != slug_of(country):
        return redirect("finder:country", slug_of(country))
    page = country_page(country, current_index())
    if not page.cards:
        raise Http404
    context = {"page": page, "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/countries/detail.html", context)
