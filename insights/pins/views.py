"""Which of one's views stand on one's home."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from core.addresses import way_back
from core.errors import PortalError
from core.models import SavedView
from core.views.rights import RightRequired, require
from insights.pins.services import pin_view, unpin_view
from insights.pins.shown import views_of
from insights.querysets import VIEW


class PinListView(RightRequired, TemplateView):
    right = VIEW
    template_name = "insights/pins/page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            title=_("Views on your home"),
            subtitle=_("Every view you have of a list. Those that are pinned show their count on your home."),
            crumbs=[{"label": _("Insights"), "url": reverse("insights:home")}],
            views=views_of(self.request.user),
            **kwargs,
        )


@require_POST
def pin_create(request, pk: int):
    return _change(request, pk, pin_view, _("“%(name)s” stands on your home."))


@require_POST
def pin_remove(request, pk: int):
    return _change(request, pk, unpin_view, _("“%(name)s” is taken off your home."))


def _change(request, pk: int, act, done: str):
    require(request.user, VIEW)
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    try:
        act(view, actor=request.user)
    except PortalError as error:
        messages.error(request, error.sentence)
    else:
        messages.success(request, done % {"name": view.name})
    return HttpResponseRedirect(way_back(request, reverse("insights:pin_list")))
