"""The board: the same rows as the list, under the same filters, as cards."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from core.addresses import address_with
from core.views.lists import FilteredList
from mobility.models import Mobility
from mobility.querysets import VIEW
from mobility.stays.board import board_of
from mobility.stays.filters import MobilityFilter
from mobility.stays.tables import MobilityTable
from mobility.stays.views.details import crumbs


class MobilityBoardView(FilteredList, TemplateView):
    model = Mobility
    filterset_class = MobilityFilter
    table_class = MobilityTable
    right = VIEW
    template_name = "mobility/stays/board.html"
    title = gettext_lazy("Board of mobility")

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        query = self.request.GET
        return super().get_context_data(
            title=self.title,
            crumbs=crumbs(),
            columns=[(column, self._list_of(column)) for column in board_of(filterset.qs, self.request.user)],
            filterset=filterset,
            chips=filterset.chips(),
            list_url=address_with(query, path=reverse("mobility:mobility_list"), without=["page"]),
            here=self.request.get_full_path(),
            **kwargs,
        )

    def _list_of(self, column) -> str:
        """Where the rest of a column stands, under the filters of the board."""
        path = reverse("mobility:mobility_list")
        return address_with(self.request.GET, path=path, without=["page"], state=column.state)
