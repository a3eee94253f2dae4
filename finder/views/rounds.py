"""Rounds of applications for students: what is open, what comes, where places are left, and the dates to keep."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.paging import page_of
from finder import published
from finder.current import current_rounds
from finder.freshness import public_page
from finder.round_dates import calendar_of
from finder.views.limits import is_too_often, too_often

PAGE_SIZE = 50


@public_page
def round_list(request):
    context = {"rounds": current_rounds(), "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/rounds.html", context)


@public_page
def round_detail(request, pk):
    """One round with the partners that have places in it."""
    shown = next((each for each in current_rounds() if each.round.pk == pk), None)
    if shown is None:
        raise Http404
    page = page_of(len(shown.partners), request.GET.get("page", ""), request.GET, PAGE_SIZE)
    context = {
        "shown": shown,
        "partners": shown.partners[page.part],
        "page": page,
        "canonical_url": settings.SITE_URL + request.path,
    }
    return render(request, "finder/round_detail.html", context)


@public_page
def round_calendar(request, pk=None):
    """The openings and closings of all rounds that are not over, or of one of them, as a file for calendars."""
    if is_too_often(request, "rounds-calendar"):
        return too_often()
    rounds = published.rounds(timezone.now())
    if pk is not None and not (rounds := rounds.filter(pk=pk)):
        raise Http404
    response = HttpResponse(calendar_of(rounds), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rounds.ics"'
    return response
