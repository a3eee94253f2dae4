"""The list of institutions and its export."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address_with
from core.suggestions import suggest
from core.views.lists import PortalExportView, PortalListView
from partners.cooperation import counts
from partners.enums import InstitutionStatus
from partners.filters import InstitutionFilter
from partners.models import Institution
from partners.selectors import figures_for
from partners.tables import InstitutionTable


class InstitutionListView(PortalListView):
    model = Institution
    filterset_class = InstitutionFilter
    table_class = InstitutionTable
    template_name = "partners/institution_list.html"
    title = gettext_lazy("Partners")
    right = "partners.view_institution"
    list_name = "partners"
    export_right = "partners.export_institution"
    export_url_name = "partners:institution_export"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows, user = context["rows"], self.request.user
        agreements = counts(user, [row.pk for row in rows])
        for row in rows:
            row.agreement_count = agreements.get(row.pk, 0)
        searched = context["filterset"].searched
        suggestion = suggest(user, searched) if searched and not rows else ""
        suggestion_url = address_with(self.request.GET, without=["page"], q=suggestion) if suggestion else ""
        return context | {"suggestion": suggestion, "suggestion_url": suggestion_url}

    def figures(self, filterset):
        figures = figures_for(self.request.user)
        working = ngettext(
            "%(count)s with an agreement in force", "%(count)s with an agreement in force", figures.working
        )
        yield self._figure(working, figures.working, "agreement=in_force&scope=all")
        if figures.suspended:
            suspended = ngettext("%(count)s suspended", "%(count)s suspended", figures.suspended)
            yield self._figure(suspended, figures.suspended, f"status={InstitutionStatus.SUSPENDED.value}")
        if figures.listed and not filterset.shows_listed:
            listed = ngettext(
                "%(count)s known from the charter list, not shown",
                "%(count)s known from the charter list, not shown",
                figures.listed,
            )
            yield self._figure(
                listed, figures.listed, address_with(self.request.GET, without=["page"], scope="all")[1:]
            )

    def _figure(self, text: str, count: int, query: str) -> dict:
        shown = f"{count:,}".replace(",", "\u202f")
        return {"text": text % {"count": shown}, "url": f"{self.request.path}?{query}" if count else ""}

    def views(self):
        figures, query = figures_for(self.request.user), self.request.GET
        narrowed = address_with(query, without=["page", "sort"]).removeprefix("?")
        tabs = [
            (_("Partners"), "", figures.partners),
            (_("All institutions"), "scope=all", figures.total),
        ]
        return [
            {
                "label": label,
                "url": f"{self.request.path}?{asked}" if asked else self.request.path,
                "count": count,
                "is_current": asked == narrowed,
            }
            for label, asked, count in tabs
        ]

    def actions(self):
        user = self.request.user
        actions = []
        if user.has_perm("partners.import_institution"):
            actions.append({"label": _("Import the charter list"), "url": reverse("core:import_new", args=["charter"])})
        if user.has_perm("partners.add_institution"):
            new = {"label": _("New partner"), "url": reverse("partners:institution_create"), "is_primary": True}
            actions.append(new)
        return actions


class InstitutionExportView(PortalExportView):
    model = Institution
    filterset_class = InstitutionFilter
    table_class = InstitutionTable
    title = gettext_lazy("Partners")
    right = "partners.view_institution"
    export_right = "partners.export_institution"
