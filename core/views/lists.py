"""The base of every list page and of its export."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.addresses import address_with
from core.bulk.kinds import kind_of_list
from core.columns import chosen_columns
from core.export_account import account_of, order_in_words
from core.exports import spreadsheet_response
from core.paging import page_of, rows_of
from core.tables import PortalTable
from core.views.list_columns import ChosenColumns
from core.views.list_export_menu import OffersExport
from core.views.list_tabs import KeptTabs
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


class PortalListView(KeptTabs, ChosenColumns, OffersExport, FilteredList, TemplateView):
    """A page of rows in a constant number of queries, whatever the table holds.

    A room gives ``model``, ``filterset_class``, ``table_class`` (with its ``row_template``), ``title``, ``right``
    and ``list_name`` (under which saved views are kept), and may give ``figures()`` (the sentence under the
    title), ``views()`` (its own tabs), ``actions()``, ``empty()`` and ``export_url_name``. For htmx only the
    results and the head of the page are drawn.
    """

    template_name = "core/list.html"
    title = ""
    list_name = ""
    search_label = ""
    page_size = PAGE_SIZE

    def get(self, request, *args, **kwargs):
        """A list asked for from elsewhere, without filters, opens with the view its reader chose for that."""
        if view := self.opening_view():
            return HttpResponseRedirect(f"{request.path}?{view.query}")
        if request.GET.get("choose") in ("columns", "done") and self.may_choose_columns():
            return self.column_chooser()
        return super().get(request, *args, **kwargs)

    def get_template_names(self):
        return ["core/includes/list_results.html" if self.is_partial() else self.template_name]

    def is_partial(self) -> bool:
        return bool(self.request.htmx) and not self.request.htmx.boosted

    def get_context_data(self, **kwargs):
        filterset = self.get_filterset()
        return super().get_context_data(
            title=self.title,
            filterset=filterset,
            list_name=self.list_name,
            search_label=self.search_label,
            is_partial=self.is_partial(),
            **self._results(filterset),
            **self._head(filterset),
            **kwargs,
        )

    def _results(self, filterset) -> dict:
        """One page of rows under its headings, or what stands in their place."""
        query, sort, chosen = self.request.GET, self.get_sort(), self.chosen_columns()
        page = page_of(self.count(filterset.qs), query.get("page", ""), query, self.page_size)
        page = replace(page, previous=self.stays(page.previous))
        order, fetched = self.table_class.order_for(sort), self.fetched_for(chosen)
        rows = rows_of(filterset.qs, order, page, fetched=fetched, is_narrowed=filterset.is_narrowed)
        headings = self.table_class.headings(sort, query, chosen)
        return {
            "rows": self.in_cells(rows, chosen) if chosen else self.dressed(rows),
            "row_template": "core/includes/chosen_row.html" if chosen else self.table_class.row_template,
            "columns_asked": ",".join(chosen),
            "columns_url": self.columns_url(),
            "headings": headings,
            "labels": {heading.name: heading.label for heading in headings},
            "page": page,
            "sort": query.get("sort", ""),
            "empty": {} if rows else self._staying([self.empty(filterset)])[0],
            "bulk": self.bulk(),
        }

    def _head(self, filterset) -> dict:
        """What stands above the rows: figures, buttons, and on a whole page tabs and chips."""
        whole = not self.is_partial()
        return {
            "chips": [replace(chip, off=self.stays(chip.off)) for chip in filterset.chips()] if whole else [],
            "figures": self._staying(self.figures(filterset)),
            "actions": self.all_actions(),
            "tabs": self._staying([*self.views(), *self.saved_views()]) if whole else [],
            "here": address_with(self.request.GET, without=["page"]).removeprefix("?"),
        }

    def _staying(self, links) -> list[dict]:
        """Links of this page to this list (``url``), which none of them leads back to the view it opens with."""
        return [{**link, "url": self.stays(link["url"])} if "url" in link else link for link in links]

    def count(self, found) -> int:
        return found.count()

    def fetched(self):
        """The queryset the rows of a page are read through: with everything a row shows."""
        return self.model._default_manager.for_list()

    def dressed(self, rows: list) -> list:
        """The rows of the page with words that a room holds ready elsewhere."""
        return rows

    def figures(self, filterset) -> list[dict]:
        """The sentence under the title: ``{"text": …, "url": …}`` each; what the list leaves out is among them."""
        return []

    def views(self) -> list[dict]:
        """The room's own tabs: ``{"label", "url", "count", "is_current"}``."""
        return []

    def actions(self) -> list[dict]:
        """Buttons at the right of the title: ``{"label", "url", "is_primary"}``, those the person has a right to."""
        return []

    def empty(self, filterset) -> dict:
        """What an empty list says: ``{"heading", "text", "url", "label"}``, the last two for the first step."""
        if filterset.is_narrowed:
            return {
                "heading": _("Nothing matches"),
                "text": _("Take off a filter, or search for fewer letters."),
                "url": self.request.path,
                "label": _("Show everything"),
            }
        return {"heading": _("Nothing here yet"), "text": ""}

    def bulk(self) -> dict:
        """What can be done with ticked rows together; nothing where list or rights offer no such thing."""
        further = self.further_bulk()
        may_change = self.list_name and kind_of_list(self.list_name, self.request.user) is not None
        if not (further or may_change):
            return {}
        url = reverse("core:bulk_create", args=[self.list_name]) if may_change else ""
        return {"url": url, "bar": "core/includes/bulk_bar.html", "further": further}

    def further_bulk(self) -> list[dict]:
        """What else can be done with the ticked rows: ``{"label", "url"}``; the page there gets them as ``row``.

        With ``all_label`` the same is offered for all rows of the filter: ``scope=all`` and the ``query``.
        """
        return []


class PortalExportView(FilteredList, TemplateView):
    """The rows of a list page with the same filter, order and columns, as a spreadsheet (``format``: xlsx or csv)."""

    title = ""
    export_right = ""
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        if not request.user.has_perm(self.export_right):
            raise PermissionDenied
        filterset, table, sort = self.get_filterset(), self.table_class, self.get_sort()
        found = filterset.qs.order_by(*table.order_for(sort))
        asked = request.GET.get("format")
        columns = table.exported_columns()
        columns = {name: columns[name] for name in chosen_columns(table, request.GET) or columns}
        file_format = asked if asked in ("csv", "zip") else "xlsx"
        account = [] if file_format == "csv" else self.account(filterset, found, columns, sort)
        return self.download(columns, found, file_format=file_format, account=account)

    def download(self, columns, found, **form):
        """The file itself; a list whose page says more than the database knows adds it here."""
        return spreadsheet_response(str(self.title), columns, found, **form)

    def account(self, filterset, found, columns, sort) -> list[tuple]:
        """What the file contains, in words (``core.export_account``)."""
        return account_of(
            str(self.title),
            filterset,
            columns,
            order=order_in_words(self.table_class, sort),
            user=self.request.user,
            count=found.order_by().count(),
            visible=self.get_queryset().count(),
        )
