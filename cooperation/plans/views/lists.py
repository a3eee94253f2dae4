"""The list of work plans and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cooperation.models import WorkPlan
from cooperation.plans.filters import PlanFilter
from cooperation.plans.tables import PlanTable
from cooperation.rights import CHANGE, EXPORT, IMPORT, VIEW
from core.views.lists import PortalExportView, PortalListView


class PlanListView(PortalListView):
    model = WorkPlan
    filterset_class = PlanFilter
    table_class = PlanTable
    title = gettext_lazy("Work plans")
    right = VIEW
    search_label = gettext_lazy("Search title, agreement, partner")
    list_name = "work-plans"
    export_right = EXPORT
    export_url_name = "cooperation:plan_export"

    def figures(self, filterset):
        visible, path = self.get_queryset(), self.request.path
        running = visible.filter(state="running").count()
        words = ngettext("%(count)s is running", "%(count)s are running", running) % {"count": running}
        yield {"text": words, "url": f"{path}?state=running" if running else ""}
        over = visible.over_but_open().count()
        if over:
            words = ngettext("%(count)s is over and not completed", "%(count)s are over and not completed", over)
            yield {"text": words % {"count": over}, "url": f"{path}?over=open"}

    def actions(self):
        actions = []
        if self.request.user.has_perm(IMPORT):
            actions.append({"label": _("Import work plans"), "url": reverse("core:import_create", args=["work-plans"])})
        if self.request.user.has_perm(CHANGE):
            page = reverse("cooperation:plan_create")
            actions.append({"label": _("New work plan"), "url": page, "is_primary": True})
        return actions

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {"heading": _("No work plan yet"), "text": _("What a unit carries out under an agreement, in a period.")}


class PlanExportView(PortalExportView):
    model = WorkPlan
    filterset_class = PlanFilter
    table_class = PlanTable
    title = gettext_lazy("Work plans")
    right = VIEW
    export_right = EXPORT

    def get_queryset(self):
        return super().get_queryset().with_counts()
