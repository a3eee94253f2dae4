"""Rounds of applications for students: what is open, what comes, where places are left."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import conditional_page, require_safe

from finder.rounds import shown_rounds


@login_not_required
@require_safe
@conditional_page
def round_list(request):
    context = {"rounds": shown_rounds(), "canonical_url": settings.SITE_URL + request.path}
    return render(request, "finder/rounds.html", context)
