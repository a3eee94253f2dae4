"""The list of processes and its export."""

from django.utils.translation import gettext_lazy, ngettext

from quality.catalogue.filters import ProcessFilter
from quality.catalogue.tables import ProcessTable
from quality.defined import DefinedExportView, DefinedListView
from quality.models import ProcessVersion
from reference.academic_years import AcademicYear


class ProcessListView(DefinedListView):
    model = ProcessVersion
    filterset_class = ProcessFilter
    table_class = ProcessTable
    title = gettext_lazy("Processes")
    list_name = "processes"
    export_url_name = "quality:process_export"
    create_url_name = "quality:process_create"
    new_label = gettext_lazy("New process")
    empty_heading = gettext_lazy("No process yet")
    empty_text = gettext_lazy("What the quality system follows up, how often, and who answers for it.")
    beside = ((gettext_lazy("Criteria of external reviews"), "quality:criterion_list"),)

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


class ProcessExportView(DefinedExportView):
    model = ProcessVersion
    filterset_class = ProcessFilter
    table_class = ProcessTable
    title = gettext_lazy("Processes")
