"""The conditions of the agreements that a list shows, as a workbook that can be sent back."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.imports.conditions.sheet import headings, rows_of
from agreements.views.lists import AgreementExportView
from core.export_account import filters_in_words
from core.exports import rows_response


class ConditionExportView(AgreementExportView):
    """The filters are those of the list of agreements; what it leaves out of itself is left out here too."""

    title = gettext_lazy("Conditions of agreements")

    def get(self, request, *args, **kwargs):
        if not request.user.has_perm(self.export_right):
            raise PermissionDenied
        filterset = self.get_filterset()
        found = filterset.qs
        account = [
            (_("List"), str(self.title)),
            (_("Exported by"), str(request.user)),
            *(filters_in_words(filterset) or [(_("Filters"), _("none"))]),
            (_("To send it back"), _("Change cells, then choose “Import”, “Conditions of agreements” in the portal.")),
        ]
        return rows_response(str(self.title), headings(), rows_of(found), file_format="xlsx", account=account)
