"""The list of institutions and its export."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.addresses import address_with
from core.suggestions import suggest
from core.views.lists import PortalExportView, PortalListView
from partners.cooperation import counts
from partners.enums import InstitutionStatus
from partners.filters import InstitutionFilter
from partners.letters.querysets import WRITE
from partners.models import Institution, PossibleDuplicate
from partners.selectors import figures_for
from partners.tables import InstitutionTable


class InstitutionListView(PortalListView):
    model = Institution
    filterset_class = InstitutionFilter
    table_class = InstitutionTable
    title = gettext_lazy("Partners")
    right = "partners.view_institution"
    search_label = gettext_lazy("Search name, city, code")
    list_name = "partners"
    export_right = "partners.export_institution"
    export_url_name = "partners:institution_export"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        agreements = counts(self.request.user, [row.pk for row in rows])
        for row in rows:
            row.agreement_count = agreements.get(row.pk, 0)
        return context

    def further_bulk(self):
        if not self.request.user.has_perm(WRITE):
            return []
        url = reverse("partners:mailing_create", args=["partners"])
        return [{"label": _("Write to the ticked"), "url": url, "all_label": _("Write to all that match")}]

    def empty(self, filterset):
        """A misspelt name gets the nearest one; a partner may be hidden among the merely listed institutions."""
        suggestion = suggest(self.request.user, filterset.searched) if filterset.searched else ""
        if suggestion:
            return {
                "heading": _("Nothing matches"),
                "text": _("Did you mean “%(suggestion)s”?") % {"suggestion": suggestion},
                "url": address_with(self.request.GET, without=["page"], q=suggestion, path=self.request.path),
                "label": _("Search for “%(suggestion)s”") % {"suggestion": suggestion},
            }
        listed = 0 if filterset.shows_listed else filterset.with_listed.count()
        if listed:
            return {
                "heading": _("No partner matches"),
                "text": ngettext(
                    "%(count)s institution on the charter list does.",
                    "%(count)s institutions on the charter list do.",
                    listed,
                )
                % {"count": listed},
                "url": address_with(self.request.GET, without=["page"], scope="all", path=self.request.path),
                "label": _("Show all institutions"),
            }
        return super().empty(filterset)

    @cached_property
    def numbers(self):
        return figures_for(self.request.user)

    def figures(self, filterset):
        figures = self.numbers
        working = ngettext(
            "%(count)s with an agreement in force", "%(count)s with an agreement in force", figures.working
        )
        yield self._figure(working, figures.working, "agreement=in_force&scope=all")
        if figures.suspended:
            suspended = ngettext("%(count)s suspended", "%(count)s suspended", figures.suspended)
            yield self._figure(suspended, figures.suspended, f"status={InstitutionStatus.SUSPENDED.value}")
        if waiting := self._duplicates():
            words = ngettext("%(count)s possible duplicate", "%(count)s possible duplicates", waiting)
            yield {"text": words % {"count": waiting}, "url": reverse("partners:duplicate_list")}
        if figures.listed and not filterset.shows_listed:
            listed = ngettext(
                "%(count)s known from the charter list, not shown",
                "%(count)s known from the charter list, not shown",
                figures.listed,
            )
            yield self._figure(
                listed, figures.listed, address_with(self.request.GET, without=["page"], scope="all")[1:]
            )

    def _duplicates(self) -> int:
        """Pairs that wait for those who may merge them."""
        user = self.request.user
        is_theirs = user.has_perm("partners.merge_institution")
        return PossibleDuplicate.objects.visible_to(user).waiting().count() if is_theirs else 0

    def _figure(self, text: str, count: int, query: str) -> dict:
        shown = f"{count:,}".replace(",", "\u202f")
        return {"text": text % {"count": shown}, "url": f"{self.request.path}?{query}" if count else ""}

    def views(self):
        figures, path = self.numbers, self.request.path
        shows_all = bool(self.request.GET.get("scope"))
        return [
            {"label": _("Partners"), "url": path, "count": figures.partners, "is_current": not shows_all},
            {
                "label": _("All institutions"),
                "url": f"{path}?scope=all",
                "count": figures.total,
                "is_current": shows_all,
            },
        ]

    def actions(self):
        user = self.request.user
        actions = []
        if user.has_perm("partners.import_institution"):
            imports = {"contacts": _("Import contacts"), "charter": _("Import the charter list")}
            actions += [
                {"label": label, "url": reverse("core:import_create", args=[name])} for name, label in imports.items()
            ]
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
