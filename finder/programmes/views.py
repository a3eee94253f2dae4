"""Pages of the schemes by which people go abroad: one for all, one for each."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from finder import published
from finder.programmes.facts import scheme_page


@login_not_required
@require_safe
@conditional_page
def scheme_index(request):
    """Every scheme that is offered."""
    context = {"schemes": published.schemes(), "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/programmes/index.html", context)


@login_not_required
@require_safe
@conditional_page
def scheme_detail(request, code):
    scheme = get_object_or_404(published.schemes(), code=code)
    context = {
        "page": scheme_page(scheme),
        "office_email": settings.OFFICE_EMAIL,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/programmes/detail.html", context)
