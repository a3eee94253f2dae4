"""Pinning, offered beside the tabs of every list: one press shows the count of a view on one's home, or no more."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import SavedView
from core.tab_acts import TabAct
from insights.models import Pin
from insights.querysets import VIEW


def pinning(views: list[SavedView], user) -> dict[int, TabAct]:
    """Nothing for those who have no home in insights."""
    if not user.has_perm(VIEW):
        return {}
    pinned = set(Pin.objects.filter(user=user, view__in=views).values_list("view", flat=True))
    return {view.pk: _act(view, is_pinned=view.pk in pinned) for view in views}


def _act(view: SavedView, *, is_pinned: bool) -> TabAct:
    if is_pinned:
        words, name = _("Take “%(name)s” off the home of insights"), "insights:pin_remove"
    else:
        words, name = _("Pin “%(name)s” to the home of insights"), "insights:pin_create"
    return TabAct(words % {"name": view.name}, reverse(name, args=[view.pk]))
