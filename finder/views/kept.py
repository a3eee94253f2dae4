"""What a student keeps: a list whose address holds its partners, a comparison, and the dates as a calendar.

The browser remembers (``static/js/keeping.js``); the server is told nothing but the address that is opened.
"""

from django.http import HttpResponse
from django.shortcuts import render

from finder.current import current_index, current_rounds
from finder.freshness import public_page
from finder.kept.asked import MOST_COMPARED, Asked, address_with, read_asked
from finder.kept.comparison import compared
from finder.kept.deadlines import calendar_at, have_dates
from finder.kept.listing import entries_of
from finder.rounds import ShownRound
from finder.views.limits import is_too_often, too_often


@public_page
def kept_list(request):
    asked = read_asked(request.GET)
    context = {
        "asked": asked,
        "entries": entries_of(asked.partners, current_index()),
        "most_compared": MOST_COMPARED,
        "compare_url": address_with("kept_compare", asked.numbers),
        "calendar_url": _calendar_url(asked, current_rounds()),
    }
    return render(request, "finder/kept/list.html", context)


@public_page
def kept_compare(request):
    everyone = read_asked(request.GET)
    asked, rounds = everyone.for_comparison(), current_rounds()
    context = {
        "asked": asked,
        "comparison": compared(asked.partners, current_index(), rounds),
        "list_url": address_with("kept_list", everyone.numbers),
        "calendar_url": _calendar_url(asked, rounds),
    }
    return render(request, "finder/kept/compare.html", context)


def _calendar_url(asked: Asked, rounds: list[ShownRound]) -> str:
    """ "" where the calendar would be empty, which not every program takes."""
    return address_with("kept_calendar", asked.numbers) if have_dates(asked.partners, rounds) else ""


@public_page
def kept_calendar(request):
    """The rounds of applications with places at the partners of the address, as a file for calendars."""
    if is_too_often(request, "rounds-calendar"):
        return too_often()
    calendar = calendar_at(read_asked(request.GET).partners, current_rounds())
    response = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return response
