"""The base of every list page and of its export."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.views.generic import TemplateView

from core.exports import spreadsheet_response
from core.models import SavedView
from core.paging import page_of, rows_of
from core.tables import PortalTable
from core.views.rights import RightRequired

PAGE_SIZE = 50


class FilteredList(RightRequired):
    """The rows a person asked for: what they may see (``get_queryset``), narrowed by the filters of the address."""

    model = None
    filterset_class = None
    table_class: type[PortalTable]

    def get_queryset(self):
        """What this person may read at all; rooms replace it only to start from something narrower."""
        return self.model._default_manager.visible_to(self.request.user)

    def get_filterset(self):
        return self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)

    def get_sort(self) -> str:
        return self.table_class.sort_of(self.request.GET.get("sort", ""))


class PortalListView(FilteredList, TemplateView):
    """A page of rows in a constant number of queries, whatever the table holds.

    A room gives ``model``, ``filterset_class``, ``table_class``, ``template_name`` (which extends
    ``core/list.html``), ``title``, ``right`` and ``list_name`` (under which saved views are kept), and may
    give ``figures()`` (the sentence under the title), ``views()`` (its own tabs), ``actions()`` and
    ``export_url_name``. For htmx only the partial ``results`` of the template is drawn.
    """

    title = ""
    list_name = ""
    page_size = PAGE_SIZE
    export_right = ""
    export_url_name = ""

    def get_template_names(self):
        partial = "#results" if self.request.htmx and not self.request.htmx.boosted else ""
        return [f"{self.template_name}{partial}"]

    def get_context_data(self, **kwargs):
        query = self.request.GET
        filterset = self.get_filterset()
        found, sort = filterset.qs, self.get_sort()
        page = page_of(self.count(found), query.get("page", ""), query, self.page_size)
        rows = rows_of(found, self.table_class.order_for(sort), page, fetched=self.fetched())
        return super().get_context_data(
            title=self.title,
            rows=rows,
            row_template=self.table_class.row_template,
            headings=self.table_class.headings(sort, query),
            page=page,
            sort=query.get("sort", ""),
            filterset=filterset,
            chips=filterset.chips(),
            list_name=self.list_name,
            export_url=self.export_url(),
            **self.surroundings(filterset),
            **kwargs,
        )

    def count(self, found) -> int:
        return found.count()

    def fetched(self):
        """The queryset the rows of a page are read through: with everything a row shows."""
        return self.model._default_manager.for_list()

    def surroundings(self, filterset) -> dict:
        """What stands around the results; the htmx partial draws none of it, so none of it is asked then."""
        if self.request.htmx and not self.request.htmx.boosted:
            return {}
        return {
            "figures": self.figures(filterset),
            "views": [*self.views(), *self.saved_views()],
            "actions": self.actions(),
        }

    def figures(self, filterset) -> list[dict]:
        """The sentence under the title: ``{"text": …, "url": …}`` each; what the list leaves out is among them."""
        return []

    def views(self) -> list[dict]:
        """The room's own tabs: ``{"label", "url", "count", "is_current"}``."""
        return []

    def actions(self) -> list[dict]:
        """Buttons at the right of the title: ``{"label", "url", "is_primary"}``, those the person has a right to."""
        return []

    def saved_views(self) -> list[dict]:
        """The tabs this person keeps, each with the address that takes it off."""
        if not self.list_name:
            return []
        here = self.request.GET.copy()
        here.pop("page", None)
        return [
            {
                "label": saved.name,
                "url": f"{self.request.path}?{saved.query}",
                "is_current": bool(saved.query) and saved.query == here.urlencode(),
                "remove_url": reverse("core:saved_view_remove", args=[saved.pk]),
            }
            for saved in SavedView.objects.filter(owner=self.request.user, list_name=self.list_name)
        ]

    def export_url(self) -> str:
        if not self.export_url_name or not self.request.user.has_perm(self.export_right):
            return ""
        query = self.request.GET.urlencode()
        return f"{reverse(self.export_url_name)}?{query}" if query else f"{reverse(self.export_url_name)}?"


class PortalExportView(FilteredList, TemplateView):
    """The rows of a list page with the same filter, order and columns, as a spreadsheet (``format``: xlsx or csv)."""

    title = ""
    export_right = ""
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        if not request.user.has_perm(self.export_right):
            raise PermissionDenied
        found = self.get_filterset().qs.order_by(*self.table_class.order_for(self.get_sort()))
        file_format = "csv" if request.GET.get("format") == "csv" else "xlsx"
        columns = self.table_class.exported_columns()
        return spreadsheet_response(str(self.title), columns, found, file_format=file_format)
