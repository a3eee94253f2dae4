"""The base of every detail page: one object, its tabs, what other rooms show of it, its history."""

from dataclasses import dataclass

from django.views.generic import DetailView

from core.comments.threads import thread_of
from core.following import button_for
from core.history_entries import entries_of
from core.panels import panels_for
from core.views.rights import RightRequired, require


@dataclass(frozen=True)
class Tab:
    """One tab of a detail page: a page of its own address."""

    name: str
    label: str
    url: str
    count: int | None = None
    is_current: bool = False


class ObjectPage(RightRequired):
    """A page about one object: 404 for those who may not see it, 403 for those who lack ``object_right`` for it."""

    model = None
    object_right = ""

    def get_queryset(self):
        return self.model._default_manager.visible_to(self.request.user)

    def get_object(self, queryset=None):
        obj = super().get_object(queryset)
        require(self.request.user, self.object_right, obj)
        return obj


class PortalDetailView(ObjectPage, DetailView):
    """One object with its tabs. A room gives ``tabs()`` and, where others may show something, ``panel_page``.

    The template extends ``core/detail.html``; ``tab`` is the name of the tab this view draws.
    """

    tab = "overview"
    panel_page = ""

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            tabs=self.tabs(),
            tab=self.tab,
            follow=button_for(self.object, user),
            comments=thread_of(self.object, user) if self.tab == "overview" else None,
            panels=panels_for(self.panel_page, self.object, user) if self.panel_page else [],
            **kwargs,
        )

    def tabs(self) -> list[Tab]:
        return []


class PortalHistoryView(PortalDetailView):
    """The history tab of an object: sentences, newest first. A room gives ``story`` (``core.history_entries``)."""

    tab = "history"
    panel_page = ""
    story = None

    def get_context_data(self, **kwargs):
        entries = entries_of(self.object, self.story)
        return super().get_context_data(entries=entries, compare_url=self.compare_url(), **kwargs)

    def compare_url(self) -> str:
        """Where two moments are compared; "" where a room has no such page."""
        return ""
