"""The nights: what moved, what is told and what failed, and how the portal is now."""

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.views.rights import require
from reminders import nights
from reminders.health import examine
from reminders.models import Night
from reminders.night_words import NightStory

RIGHT = "reminders.view_night"


@require_safe
def night_list(request):
    """Every night that is kept, newest first, beside the checks of ``/health/`` with their faults."""
    require(request.user, RIGHT)
    context = {
        "title": _("Nights"),
        "subtitle": _("What the portal does by itself each night: what moved, what was told, what failed."),
        "stories": _stories(Night.objects.all(), request.user),
        "checks": examine(),
        "shows_faults": True,
    }
    return TemplateResponse(request, "reminders/night_list.html", context)


@require_safe
def night_detail(request, pk):
    """One night in full."""
    require(request.user, RIGHT)
    story = next(iter(_stories(Night.objects.filter(pk=pk), request.user)), None)
    if story is None:
        raise Http404
    crumbs = [{"label": _("Nights"), "url": reverse("reminders:night_list")}]
    return TemplateResponse(request, "reminders/night_detail.html", {"story": story, "crumbs": crumbs})


def _stories(rows, user) -> list[NightStory]:
    """Of several nights without an end, only the newest can be under way."""
    newest = Night.objects.first() if nights.is_under_way() else None
    return [NightStory(night, user, is_under_way=night == newest and not night.finished_at) for night in rows]
