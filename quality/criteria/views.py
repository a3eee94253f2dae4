"""The list of criteria, and the forms that define them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.forms import PortalCreateView, PortalUpdateView
from quality.catalogue.views.details import crumbs as processes
from quality.criteria import services
from quality.criteria.forms import CriterionForm
from quality.criteria.lists import CriterionFilter, CriterionTable
from quality.defined import DefinedExportView, DefinedListView, DefinedRemoveView
from quality.models import Criterion
from quality.querysets import CATALOGUE


class CriterionListView(DefinedListView):
    model = Criterion
    filterset_class = CriterionFilter
    table_class = CriterionTable
    title = gettext_lazy("Criteria of external reviews")
    list_name = "criteria"
    export_url_name = "quality:criterion_export"
    create_url_name = "quality:criterion_create"
    new_label = gettext_lazy("New criterion")
    empty_heading = gettext_lazy("No criterion yet")
    empty_text = gettext_lazy("What external reviews judge against: each has a section in the self-evaluation.")
    beside = ((gettext_lazy("Processes"), "quality:process_list"),)

    def figures(self, filterset):
        of_all = self.get_queryset().filter(version=None).count()
        words = ngettext("%(count)s is asked in every review", "%(count)s are asked in every review", of_all)
        yield {"text": words % {"count": of_all}, "url": f"{self.request.path}?asked_in=all"}

    def dressed(self, rows):
        may_change = self.request.user.has_perm(CATALOGUE)
        for row in rows:
            row.edit_url = row.get_absolute_url() if may_change else ""
        return rows


class CriterionExportView(DefinedExportView):
    model = Criterion
    filterset_class = CriterionFilter
    table_class = CriterionTable
    title = gettext_lazy("Criteria of external reviews")


class CriterionForms:
    form_class = CriterionForm

    def crumbs(self):
        return [*processes(), {"label": _("Criteria"), "url": self.cancel_url()}]

    def cancel_url(self):
        return reverse("quality:criterion_list")

    def success_url_for(self, written):
        return self.cancel_url()


class CriterionCreateView(CriterionForms, PortalCreateView):
    right = CATALOGUE
    title = gettext_lazy("New criterion")
    submit_label = gettext_lazy("Define it")
    done = gettext_lazy("The criterion is defined: self-evaluations that are not given yet ask it from now on.")

    def perform(self, form):
        return services.define_criterion(actor=self.request.user, **form.values())


class CriterionUpdateView(CriterionForms, PortalUpdateView):
    model = Criterion
    right = CATALOGUE
    template_name = "quality/criteria/form.html"
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.name

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_criterion(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class CriterionRemoveView(DefinedRemoveView):
    model = Criterion
    list_url_name = "quality:criterion_list"
    submit_label = gettext_lazy("Remove the criterion")
    explanation = gettext_lazy("No review has used it.")
    done = gettext_lazy("The criterion is removed.")

    def why_it_stays(self, row):
        return services.why_it_stays(row)

    def perform(self, note):
        services.remove_criterion(self.object, actor=self.request.user)
