"""Follow an object, and stop following it: two presses that change nothing of the object itself."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.addresses import way_back
from core.following import button_for, follow, followable, unfollow


@require_POST
def follow_create(request, label: str, pk: int):
    """Fields: ``next`` (the page the button stands on)."""
    obj = _readable(request.user, label, pk)
    follow(obj, actor=request.user)
    return _answer(request, obj, _("You follow “%(title)s” now: your desk tells what happens to it."))


@require_POST
def follow_remove(request, label: str, pk: int):
    """Fields: ``next`` (the page the button stands on)."""
    obj = _readable(request.user, label, pk)
    unfollow(obj, actor=request.user)
    return _answer(request, obj, _("You do not follow “%(title)s” any more."))


def _readable(user, label, pk):
    known = followable(label)
    if known is None:
        raise Http404
    return get_object_or_404(known.visible_to(user), pk=pk)


def _answer(request, obj, said: str):
    if request.htmx:
        return render(request, "core/includes/follow_button.html", {"follow": button_for(obj, request.user)})
    messages.success(request, said % {"title": obj})
    return HttpResponseRedirect(way_back(request, obj.get_absolute_url()))
