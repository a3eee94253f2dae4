"""The house's own texts, the way to report what does not work, and what robots may read."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import PortalError
from core.page_forms import ShortcomingForm
from core.pages import as_html, page_for
from core.shortcomings import report_shortcoming

ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /sv/account/
Disallow: /*?
"""


@login_not_required
@require_safe
def page_detail(request, slug):
    page = page_for(slug, get_language())
    if page is None:
        raise Http404
    context = {
        "title": page.title,
        "page": page,
        "body": as_html(page.body),
        "is_translated": page.language == get_language(),
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "core/page_detail.html", context)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def shortcoming_create(request):
    form = ShortcomingForm(request.POST or None, initial={"page_address": request.GET.get("page", "")[:500]})
    if request.method == "POST" and form.is_valid():
        try:
            report_shortcoming(actor=None, **form.cleaned_data)
        except PortalError as error:
            form.add_error(None, error.sentence)
        else:
            return redirect("pages:shortcoming_sent")
    return render(request, "core/page_report.html", {"form": form})


@login_not_required
@require_safe
def shortcoming_sent(request):
    return render(request, "core/page_sent.html")


@login_not_required
@require_safe
def robots_txt(request):
    """Partner pages are for everybody; the many addresses of a filtered list are not worth a robot's time."""
    sitemap = f"Sitemap: {settings.SITE_URL}/sitemap.xml\n"
    return HttpResponse(ROBOTS + sitemap, content_type="text/plain; charset=utf-8")
