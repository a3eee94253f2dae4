"""Pinned views with how many rows each finds now, for the person: the list itself counts them."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import resolve

from core.models import SavedView
from core.views.list_addresses import address_of_list
from core.views.list_tabs import KeptTabs


@dataclass(frozen=True)
class ShownView:
    """``list_title`` says what it is a view of."""

    view: SavedView
    list_title: str
    url: str
    count: int
    is_pinned: bool


def views_of(user) -> list[ShownView]:
    """Every view the person has on a list they may open, pinned ones first, in the order of pinning."""
    pinned = list(user.pins.values_list("view", flat=True))
    views = SavedView.objects.visible_to(user).select_related("owner")
    shown = [found for view in views if (found := shown_view(view, user, is_pinned=view.pk in pinned))]
    return sorted(shown, key=lambda each: pinned.index(each.view.pk) if each.is_pinned else len(pinned))


def pinned_views(user) -> list[ShownView]:
    pinned = list(user.pins.values_list("view", flat=True))
    views = SavedView.objects.visible_to(user).filter(pk__in=pinned).in_bulk()
    shown = [shown_view(views[key], user, is_pinned=True) for key in pinned if key in views]
    return [each for each in shown if each]


def shown_view(view: SavedView, user, *, is_pinned: bool) -> ShownView | None:
    """None for a list that is no more, or that the person may not open."""
    path = address_of_list(view.list_name)
    found = getattr(resolve(path).func, "view_class", None)
    is_list = isinstance(found, type) and issubclass(found, KeptTabs) and found.list_name == view.list_name
    if not is_list or (found.right and not user.has_perm(found.right)):
        return None
    page = found(request=_asking(user, path, view.query), args=(), kwargs={})
    return ShownView(view, str(found.title), f"{path}?{view.query}", page.rows_of(view), is_pinned)


def _asking(user, path: str, query: str) -> HttpRequest:
    """What the list is asked, as if the person opened it with the filters of the view."""
    request = HttpRequest()
    request.method, request.path, request.user = "GET", path, user
    request.GET = QueryDict(query)
    request.META["QUERY_STRING"] = query
    request.htmx = False
    return request
