"""The file for the Commission's import of one project: looked through first, then taken, which is recorded."""

from django.urls import reverse
from django.utils.translation import gettext as _

from core.exports import rows_response
from core.views.actions import ActionView
from core.views.details import PortalDetailView
from mobility.exchange.project_file import ProjectFile, project_file
from mobility.models import GrantProject
from mobility.people.exporting import record_export
from partners.services import home_institution

KEEP_PROJECT = "mobility.change_project"


def _file_of(view) -> ProjectFile:
    return project_file(view.object, view.request.user, home=home_institution())


class ExchangeFileView(PortalDetailView):
    """What the file would hold, what misses in each row, and which headings nobody has verified."""

    model = GrantProject
    right = KEEP_PROJECT
    object_right = KEEP_PROJECT
    context_object_name = "project"
    template_name = "mobility/exchange/exchange_file.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            file=_file_of(self),
            crumbs=[
                {"label": _("Mobility"), "url": reverse("mobility:mobility_list")},
                {"label": self.object.number, "url": self.object.get_absolute_url()},
            ],
            **kwargs,
        )


class ExchangeDownloadView(ActionView):
    model = GrantProject
    right = KEEP_PROJECT
    object_right = KEEP_PROJECT

    def act(self, note):
        file = _file_of(self)
        title = _("Stays for the Beneficiary Module: %(number)s") % {"number": self.object.number}
        record_export(
            title,
            actor=self.request.user,
            row_count=len(file.rows),
            filters=self.object.number,
            columns=file.headings,
        )
        unverified = ", ".join(column.heading for column in file.unverified) or _("none")
        account = [
            (_("Project"), self.object.number),
            (_("Exported by"), str(self.request.user)),
            (_("Headings that are not verified"), unverified),
            (_("Rows with something missing"), str(len(file.incomplete))),
        ]
        rows = (row.cells for row in file.rows)
        return rows_response(title, file.headings, rows, file_format="xlsx", account=account)
