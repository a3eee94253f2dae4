"""The columns a reader chose for a list page, and the page on which they choose them."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.addresses import address_with
from core.columns import ASKED, cells_of, choices_of, chosen_columns, columns_from_form, with_columns


class ChosenColumns:
    """Part of ``PortalListView``: offered to those who may export the list, for what it exports can be chosen."""

    def chosen_columns(self) -> list[str]:
        """The columns asked for, for those who may export them; else those of the page."""
        return chosen_columns(self.table_class, self.request.GET) if self.may_choose_columns() else []

    def may_choose_columns(self) -> bool:
        return bool(self.export_url_name) and self.request.user.has_perm(self.export_right)

    def columns_url(self) -> str:
        return address_with(self.request.GET, without=["page"], choose="columns") if self.may_choose_columns() else ""

    def fetched_for(self, chosen: list[str]):
        if not chosen:
            return self.fetched()
        return with_columns(self.model._default_manager.all(), self.table_class, chosen)

    def in_cells(self, rows: list, chosen: list[str]) -> list:
        for row in rows:
            row.cells = cells_of(row, self.table_class, chosen)
        return rows

    def column_chooser(self):
        """The page on which columns are ticked and numbered; sent, it leads to the list with them."""
        query = self.request.GET
        given = ["choose", "page", ASKED, "column", *(name for name in query if name.startswith("position-"))]
        if "column" in query or query["choose"] == "done":
            names = ",".join(columns_from_form(self.table_class, query))
            path = address_with(query, path=self.request.path, without=given, **{ASKED: names})
            return HttpResponseRedirect(path)
        kept = [(name, value) for name, values in query.lists() if name not in given for value in values]
        context = {
            "title": _("Columns of “%(list)s”") % {"list": self.title},
            "choices": choices_of(self.table_class, query),
            "kept": kept,
            "list_url": address_with(query, path=self.request.path, without=["choose"]),
            "own_url": address_with(query, path=self.request.path, without=given),
        }
        return TemplateResponse(self.request, "core/columns.html", context)
