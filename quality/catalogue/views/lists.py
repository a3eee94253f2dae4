"""The list of processes and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.lists import PortalExportView, PortalListView
from quality.catalogue.filters import ProcessFilter
from quality.catalogue.tables import ProcessTable
from quality.models import ProcessVersion
from quality.querysets import CATALOGUE, EXPORT, VIEW_ADOPTED
from reference.academic_years import AcademicYear


class ProcessListView(PortalListView):
    model = ProcessVersion
    filterset_class = ProcessFilter
    table_class = ProcessTable
    title = gettext_lazy("Processes")
    right = VIEW_ADOPTED
    list_name = "processes"
    export_right = EXPORT
    export_url_name = "quality:process_export"

    def figures(self, filterset):
        path, visible = self.request.path, self.get_queryset()
        current = visible.not_past(AcademicYear.current().first_year)
        counts = {
            "": (current, ngettext("%(count)s process", "%(count)s processes", current.count()), ""),
            "units": (
                current.filter(concerned=None),
                gettext_lazy("%(count)s without units, followed up nowhere"),
                "?lacks=units",
            ),
            "person": (
                current.filter(accountable=None),
                gettext_lazy("%(count)s without somebody accountable"),
                "?lacks=person",
            ),
        }
        for rows, words, query in counts.values():
            if count := rows.count():
                yield {"text": words % {"count": count}, "url": f"{path}{query}" if query else ""}
        if earlier := visible.count() - current.count():
            words = ngettext("%(count)s earlier version not shown", "%(count)s earlier versions not shown", earlier)
            yield {"text": words % {"count": earlier}, "url": f"{path}?versions=all"}

    def actions(self):
        if not self.request.user.has_perm(CATALOGUE):
            return []
        return [{"label": _("New process"), "url": reverse("quality:process_create"), "is_primary": True}]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {
            "heading": _("No process yet"),
            "text": _("What the quality system follows up, how often, and who answers for it."),
        }
        first_step = {"url": reverse("quality:process_create"), "label": _("New process")}
        return empty | (first_step if self.request.user.has_perm(CATALOGUE) else {})


class ProcessExportView(PortalExportView):
    model = ProcessVersion
    filterset_class = ProcessFilter
    table_class = ProcessTable
    title = gettext_lazy("Processes")
    right = VIEW_ADOPTED
    export_right = EXPORT
