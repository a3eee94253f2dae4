"""Keep the filters of a list as a tab, and take the tab off again."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.addresses import way_back
from core.errors import PortalError
from core.models import SavedView
from core.saved_views import keep_view, remove_view


@require_POST
def saved_view_create(request, list_name: str):
    """Fields: ``name``, ``query`` (the query string of the list), ``next`` (the list's address)."""
    try:
        view = keep_view(
            actor=request.user,
            list_name=list_name[:50],
            name=request.POST.get("name", ""),
            query=request.POST.get("query", ""),
        )
    except PortalError as error:
        messages.error(request, error.sentence)
        return HttpResponseRedirect(way_back(request))
    messages.success(request, _("The view “%(name)s” is kept as a tab.") % {"name": view.name})
    return HttpResponseRedirect(f"{way_back(request).partition('?')[0]}?{view.query}")


@require_POST
def saved_view_remove(request, pk: int):
    view = get_object_or_404(SavedView, pk=pk, owner=request.user)
    remove_view(view)
    messages.success(request, _("The view “%(name)s” was removed.") % {"name": view.name})
    return HttpResponseRedirect(way_back(request))
