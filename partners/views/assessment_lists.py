"""The lists of assessments and of named institutions."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views.lists import PortalExportView, PortalListView
from partners.assessment_page import figures_of_assessments
from partners.enums import AssessmentState
from partners.filters import AssessmentFilter, NamedInstitutionFilter
from partners.models import Assessment, NamedInstitution
from partners.named_institutions import bearers_of
from partners.tables import AssessmentTable, NamedInstitutionTable


class AssessmentListView(PortalListView):
    model = Assessment
    filterset_class = AssessmentFilter
    table_class = AssessmentTable
    title = gettext_lazy("Assessments of partners")
    right = "partners.view_assessment"
    search_label = gettext_lazy("Search partner, city, code")
    list_name = "assessments"
    export_right = "partners.export_assessment"
    export_url_name = "partners:assessment_export"

    @cached_property
    def numbers(self):
        return figures_of_assessments(self.request.user)

    def figures(self, filterset):
        numbers = self.numbers
        for text, count, query in (
            (_("%(count)s wait for a decision"), numbers["waiting"], f"state={AssessmentState.SUBMITTED.value}"),
            (_("%(count)s out of date"), numbers["out_of_date"], "valid=out_of_date"),
            (_("%(count)s to be renewed within 90 days"), numbers["ending"], "valid=soon"),
        ):
            yield {"text": text % {"count": count}, "url": f"{self.request.path}?{query}" if count else ""}

    def views(self):
        path, query = self.request.path, self.request.GET
        tabs = [
            (_("All"), "", self.numbers["all"]),
            (_("Valid"), "valid=holds", self.numbers["holding"]),
            (_("Drafts"), f"state={AssessmentState.DRAFT.value}", self.numbers["drafts"]),
        ]
        here = query.urlencode()
        return [
            {"label": label, "url": f"{path}?{asked}" if asked else path, "count": count, "is_current": asked == here}
            for label, asked, count in tabs
        ]

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        return {
            "heading": _("No assessment yet"),
            "text": _("Before we bind ourselves to a partner we look at it. Start on its page, under “Due diligence”."),
            "url": reverse("partners:institution_list"),
            "label": _("Choose a partner"),
        }

    def actions(self):
        if not self.request.user.has_perm("partners.view_institution"):
            return []
        return [{"label": _("Named institutions"), "url": reverse("partners:named_institution_list")}]


class AssessmentExportView(PortalExportView):
    model = Assessment
    filterset_class = AssessmentFilter
    table_class = AssessmentTable
    title = gettext_lazy("Assessments of partners")
    right = "partners.view_assessment"
    export_right = "partners.export_assessment"


class NamedInstitutionListView(PortalListView):
    """Names on public lists, each with the institution of ours that bears it."""

    model = NamedInstitution
    filterset_class = NamedInstitutionFilter
    table_class = NamedInstitutionTable
    title = gettext_lazy("Named institutions")
    right = "partners.view_institution"
    search_label = gettext_lazy("Search name")
    list_name = "named-institutions"

    def dressed(self, rows):
        bearers = bearers_of(rows)
        for row in rows:
            row.bearers = bearers.get(row.pk, [])
        return rows

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        empty = {
            "heading": _("No name on any list"),
            "text": _(
                "Some decisions of the EU name the institutions they concern. The names are not supplied with the "
                "portal: take in the current list as a spreadsheet."
            ),
        }
        may_import = self.request.user.has_perm("partners.import_named_institution")
        return empty | ({"url": self._import_url(), "label": _("Take in a spreadsheet")} if may_import else {})

    def actions(self):
        if not self.request.user.has_perm("partners.import_named_institution"):
            return []
        return [{"label": _("Take in a spreadsheet"), "url": self._import_url(), "is_primary": True}]

    @staticmethod
    def _import_url() -> str:
        return reverse("core:import_create", args=["named_institutions"])
