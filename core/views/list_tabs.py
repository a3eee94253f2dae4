"""The tabs that people keep over a list page: with counts, shared ones among them, and the one it opens with."""

import hashlib

from django.core.cache import cache
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property

from core.addresses import address_with
from core.audiences import SHARE
from core.models import SavedView
from core.tab_acts import acts_of_tabs

SECONDS_A_COUNT_IS_KEPT = 60


class KeptTabs:
    """Part of ``PortalListView``: the saved views of the list ``list_name``."""

    @cached_property
    def kept_views(self) -> list[SavedView]:
        """One's own tabs and those colleagues share, one's own first."""
        if not self.list_name:
            return []
        kept = SavedView.objects.visible_to(self.request.user).filter(list_name=self.list_name)
        return sorted(kept.select_related("owner"), key=lambda view: view.owner_id != self.request.user.pk)

    def saved_views(self) -> list[dict]:
        """The kept tabs, each with how many rows it finds and what the person may do with it."""
        here = address_with(self.request.GET, without=["page"]).removeprefix("?")
        acts = acts_of_tabs(self.kept_views, self.request.user)
        return [self._tab(view, here) | {"acts": acts[view.pk]} for view in self.kept_views]

    def _tab(self, view: SavedView, here: str) -> dict:
        user = self.request.user
        is_mine = view.owner_id == user.pk
        is_editable = is_mine or user.rights.everywhere(SHARE)
        return {
            "label": view.name if is_mine else f"{view.name} · {view.owner}",
            "url": f"{self.request.path}?{view.query}",
            "count": self.rows_of(view),
            "is_current": view.query == here,
            "edit_url": reverse("core:saved_view_edit", args=[view.pk]) if is_editable else "",
            "remove_url": reverse("core:saved_view_remove", args=[view.pk]) if is_editable else "",
            "take_over_url": "" if is_mine else reverse("core:saved_view_take_over", args=[view.pk]),
        }

    def rows_of(self, view: SavedView) -> int:
        """How many rows this person finds by the view, as it was within the last minute."""

        def count():
            query = QueryDict(view.query)
            return self.filterset_class(query, queryset=self.get_queryset(), request=self.request).qs.count()

        key = f"view-count:{self.request.user.pk}:{view.pk}:{hashlib.sha256(view.query.encode()).hexdigest()}"
        return cache.get_or_set(key, count, SECONDS_A_COUNT_IS_KEPT)

    def opening_view(self) -> SavedView | None:
        """The view its reader chose for the list to open with, where the address asks for nothing else."""
        return None if self.request.META.get("QUERY_STRING") else self._view_to_open_with

    @cached_property
    def _view_to_open_with(self) -> SavedView | None:
        user = self.request.user
        return next((view for view in self.kept_views if view.is_default and view.owner_id == user.pk), None)

    def stays(self, address: str) -> str:
        """An address on this list as its page says it: who takes the last filter off is not led back to the view."""
        leads_back = address in ("?", self.request.path) and self._view_to_open_with is not None
        return f"{self.request.path}?page=1" if leads_back else address
