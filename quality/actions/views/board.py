"""The board: the same rows as the list, under the same filters, as cards."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.lists import FilteredList
from quality.actions.board import board_of
from quality.actions.filters import ActionFilter
from quality.actions.tables import ActionTable
from quality.actions.views.details import crumbs
from quality.models import Action
from quality.querysets import VIEW


class ActionBoardView(FilteredList, TemplateView):
    model = Action
    filterset_class = ActionFilter
    table_class = ActionTable
    right = VIEW
    template_name = "quality/actions/board.html"
    title = gettext_lazy("Board of actions")

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        query = self.request.GET
        columns = board_of(filterset.qs, self.request.user)
        return super().get_context_data(
            title=self.title,
            crumbs=crumbs(),
            columns=[(column, self._list_of(column)) for column in columns],
            filterset=filterset,
            chips=filterset.chips(),
            list_url=address_with(query, path=reverse("quality:action_list"), without=["page"]),
            here=self.request.get_full_path(),
            **kwargs,
        )

    def _list_of(self, column) -> str:
        """Where the rest of a column stands, under the filters of the board."""
        path = reverse("quality:action_list")
        return address_with(self.request.GET, path=path, without=["page"], state=column.state)
