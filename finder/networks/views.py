"""The overview of networks, the page of one with its members on a map, and the page of a joint offer."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from finder import published
from finder.current import current_index
from finder.freshness import public_page
from finder.networks.names import address_of
from finder.networks.offers import shown_offer, shown_offers, soonest_first
from finder.networks.points import member_points
from finder.networks.shown import listed_networks, network_page
from finder.networks.structured import of_network, of_offer

MOST_PAST = 20


@public_page
def network_index(request):
    offers = soonest_first(one for one in shown_offers() if not one.is_over)
    context = {
        "networks": listed_networks(current_index(), offers),
        "offers": offers,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/networks/index.html", context)


@public_page
def network_detail(request, pk, slug=""):
    """The number alone decides, so that an address survives another name."""
    network = get_object_or_404(published.networks(), pk=pk)
    if request.path != address_of(network):
        return redirect(address_of(network))
    page = network_page(network, current_index())
    address = settings.SITE_URL + request.path
    context = {
        "page": page,
        "held": page.held[:MOST_PAST],
        "structured": of_network(page, address),
        "canonical_url": address,
    }
    return render(request, "finder/networks/detail.html", context)


@public_page
def network_points(request, pk):
    """The members as GeoJSON for the map of the page, whether or not one can go to them."""
    network = get_object_or_404(published.networks(), pk=pk)
    return JsonResponse(member_points(network, current_index()), content_type="application/geo+json")


@public_page
def joint_offer(request, pk, slug=""):
    shown = shown_offer(pk)
    if shown is None:
        raise Http404
    if request.path != shown.url:
        return redirect(shown.url)
    address = settings.SITE_URL + request.path
    context = {
        "shown": shown,
        "there": frozenset(published.institutions().filter(joint_offer_parts__offer=pk).values_list("pk", flat=True)),
        "office_email": settings.OFFICE_EMAIL,
        "structured": of_offer(shown, address),
        "canonical_url": address,
    }
    return render(request, "finder/networks/offer.html", context)
