"""Acts on a whole thread, and on being addressed in one: silenced, heard again, ticked off; who may be addressed."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.addresses import way_back
from core.comments.mentions import suggestions
from core.comments.models import Mention
from core.comments.services import WRITE, hear_thread, settle_mention, silence_thread
from core.views.comments import object_or_404
from core.views.rights import require


@require_POST
def thread_silence(request, label: str, pk: int):
    """Be told no more when comments on the object address one. Fields: ``next`` (the page the button stands on)."""
    obj = object_or_404(request.user, label, pk)
    silence_thread(obj, actor=request.user)
    messages.success(request, _("You are not told of this thread any more; its comments stay here to be read."))
    return HttpResponseRedirect(way_back(request, obj.get_absolute_url()))


@require_POST
def thread_hear(request, label: str, pk: int):
    """Be told again. Fields: ``next`` (the page the button stands on)."""
    obj = object_or_404(request.user, label, pk)
    hear_thread(obj, actor=request.user)
    messages.success(request, _("You are told again when a comment here addresses you."))
    return HttpResponseRedirect(way_back(request, obj.get_absolute_url()))


@require_POST
def mention_settle(request, pk: int):
    """Tick off one's own mention. Fields: ``next`` (the page the button stands on)."""
    mention = get_object_or_404(Mention.objects.visible_to(request.user), pk=pk)
    settle_mention(mention, actor=request.user)
    messages.success(request, _("Ticked off."))
    return HttpResponseRedirect(way_back(request))


@require_safe
def mention_choices(request, label: str, pk: int):
    """Colleagues whom a comment on the object may address, as JSON: ``?q=`` begins a name or login."""
    obj = object_or_404(request.user, label, pk)
    require(request.user, WRITE)
    found = suggestions(obj, request.GET.get("q", "")[:100], besides=request.user)
    rows = [{"name": each.name, "detail": each.detail, "insert": each.insert} for each in found]
    return JsonResponse({"people": rows})
