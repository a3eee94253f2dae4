"""Pages of the schemes by which people go abroad: one for all, one for each."""

from django.conf import settings
from django.shortcuts import get_object_or_404, render

from finder import published
from finder.freshness import public_page
from finder.programmes.facts import scheme_page


@public_page
def scheme_index(request):
    """Every scheme that is offered."""
    context = {"schemes": published.schemes(), "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/programmes/index.html", context)


@public_page
def scheme_detail(request, code):
    scheme = get_object_or_404(published.schemes(), code=code)
    context = {
        "page": scheme_page(scheme),
        "office_email": settings.OFFICE_EMAIL,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/programmes/detail.html", context)
