"""The menu of a list page that offers its rows as a file."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.addresses import address_with
from core.ways import ways_from


class OffersExport:
    """Part of ``PortalListView``: the export among its buttons, for those who have ``export_right``."""

    export_right = ""
    export_url_name = ""
    list_name = ""

    def all_actions(self) -> list[dict]:
        """The room's buttons with the export among them, before the primary one; ways of other rooms are part of it."""
        actions, ways = self.actions(), ways_from(self.list_name, self.request.GET, self.request.user)
        place = next((index for index, action in enumerate(actions) if action.get("is_primary")), len(actions))
        if self.export_url_name and self.request.user.has_perm(self.export_right):
            path, query = self.export_path(), self.request.GET
            choices = [
                {"label": label, "url": address_with(query, path=path, without=["page"], format=file_format)}
                for file_format, label in (
                    ("xlsx", _("Workbook (XLSX)")),
                    ("csv", _("Text (CSV)")),
                    ("zip", _("Text with what it contains (ZIP)")),
                )
            ]
            actions.insert(place, {"label": _("Export"), "choices": [*choices, *self.further_exports(), *ways]})
        else:
            actions[place:place] = ways
        return actions

    def export_path(self) -> str:
        return reverse(self.export_url_name)

    def further_exports(self) -> list[dict]:
        """What else can be exported of these rows: ``{"label", "url"}``."""
        return []
