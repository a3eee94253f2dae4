"""The list of activities and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.activities.filters import ActivityFilter
from cooperation.activities.tables import ActivityTable
from cooperation.models import Activity
from cooperation.reports.links import report_menu
from cooperation.rights import CHANGE, EXPORT, IMPORT, VIEW
from core.views.lists import PortalExportView, PortalListView


class ActivityListView(PortalListView):
    model = Activity
    filterset_class = ActivityFilter
    table_class = ActivityTable
    title = gettext_lazy("Activities")
    right = VIEW
    search_label = gettext_lazy("Search title, partner, place, reference")
    list_name = "activities"
    export_right = EXPORT
    export_url_name = "cooperation:activity_export"

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        coming = visible.filter(state__in=("planned", "confirmed")).count()
        words = ngettext("%(count)s to come", "%(count)s to come", coming) % {"count": coming}
        yield {"text": words, "url": f"{path}?state=planned&state=confirmed" if coming else ""}
        owed = visible.report_owed().count()
        if owed:
            words = ngettext("%(count)s held without a report", "%(count)s held without a report", owed)
            yield {"text": words % {"count": owed}, "url": f"{path}?report=missing"}

    def actions(self):
        actions = report_menu(self.request.GET)
        if self.request.user.has_perm(IMPORT):
            page = reverse("core:import_create", args=["activities"])
            actions.append({"label": _("Import activities"), "url": page})
        if self.request.user.has_perm(CHANGE):
            actions += [
                {"label": _("New series"), "url": reverse("cooperation:series_create")},
                {"label": _("New activity"), "url": reverse("cooperation:activity_kind"), "is_primary": True},
            ]
        return actions

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        text = _("Seminars, summer schools, visits, publications: what is done under agreements stands here.")
        return {"heading": _("No activity yet"), "text": text}


class ActivityExportView(PortalExportView):
    model = Activity
    filterset_class = ActivityFilter
    table_class = ActivityTable
    title = gettext_lazy("Activities")
    right = VIEW
    export_right = EXPORT
