"""What the lists share that the quality office defines and all staff read: processes, indicators, criteria and more."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.views.actions import ActionView
from core.views.lists import PortalExportView, PortalListView
from quality.querysets import CATALOGUE, EXPORT, VIEW_ADOPTED


class DefinedListView(PortalListView):
    """A list with a way to define one more. ``beside``: label and URL name of lists that are read with it."""

    right = VIEW_ADOPTED
    export_right = EXPORT
    create_url_name: str
    new_label: Promise
    empty_heading: Promise
    empty_text: Promise
    beside: tuple[tuple[Promise, str], ...] = ()

    def actions(self):
        buttons = [{"label": label, "url": reverse(url_name)} for label, url_name in self.beside]
        return buttons + [{**each, "is_primary": True} for each in self._first_steps()]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {"heading": self.empty_heading, "text": self.empty_text}
        for first_step in self._first_steps():
            empty |= first_step
        return empty

    def _first_steps(self) -> list[dict]:
        if not self.request.user.has_perm(CATALOGUE):
            return []
        return [{"label": self.new_label, "url": reverse(self.create_url_name)}]


class DefinedExportView(PortalExportView):
    right = VIEW_ADOPTED
    export_right = EXPORT

    def get_queryset(self):
        return super().get_queryset().for_list()


class DefinedRemoveView(ActionView):
    """Takes one away. A room gives ``list_url_name`` and ``why_it_stays(row)``, "" where it can go."""

    right = CATALOGUE
    needs_confirmation = is_dangerous = True
    list_url_name: str

    def why_it_stays(self, row) -> str:
        raise NotImplementedError

    def prepare(self):
        self.title = _("Remove “%(name)s”?") % {"name": self.object.name}

    def refusal(self):
        return self.why_it_stays(self.object)

    def back_url(self):
        return reverse(self.list_url_name)
