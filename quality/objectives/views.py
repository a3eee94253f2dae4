"""The list of objectives, and the forms that set them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.forms import PortalCreateView, PortalUpdateView
from quality.defined import DefinedExportView, DefinedListView, DefinedRemoveView
from quality.enums import ObjectiveLevel
from quality.models import Indicator, Objective
from quality.objectives import services
from quality.objectives.forms import ObjectiveForm
from quality.objectives.lists import ObjectiveFilter, ObjectiveTable, told
from quality.querysets import CATALOGUE
from reference.academic_years import AcademicYear


def crumbs() -> list[dict]:
    return [{"label": _("Objectives"), "url": reverse("quality:objective_list")}]


class ObjectiveListView(DefinedListView):
    model = Objective
    filterset_class = ObjectiveFilter
    table_class = ObjectiveTable
    title = gettext_lazy("Objectives")
    list_name = "objectives"
    export_url_name = "quality:objective_export"
    create_url_name = "quality:objective_create"
    new_label = gettext_lazy("New objective")
    empty_heading = gettext_lazy("No objective yet")
    empty_text = gettext_lazy(
        "What should be reached, by law or by our own will: each follow-up then says whether it is met."
    )
    beside = ((gettext_lazy("Indicators"), "quality:indicator_list"),)

    def figures(self, filterset):
        now = self.get_queryset().valid_in(AcademicYear.current().first_year)
        for level in ObjectiveLevel:
            count = now.filter(level=level).count()
            if level == ObjectiveLevel.NATIONAL:
                words = ngettext("%(count)s national one holds now", "%(count)s national ones hold now", count)
            else:
                words = ngettext("%(count)s of the university’s own", "%(count)s of the university’s own", count)
            yield {"text": words % {"count": count}, "url": f"{self.request.path}?level={level}&holds=now"}

    def dressed(self, rows):
        may_change = self.request.user.has_perm(CATALOGUE)
        for row in told(rows, self.request.user):
            row.edit_url = reverse("quality:objective_edit", args=[row.pk]) if may_change else ""
        return rows


class ObjectiveExportView(DefinedExportView):
    model = Objective
    filterset_class = ObjectiveFilter
    table_class = ObjectiveTable
    title = gettext_lazy("Objectives")


class ObjectiveForms:
    form_class = ObjectiveForm

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("quality:objective_list")

    def success_url_for(self, written):
        return self.cancel_url()


class ObjectiveCreateView(ObjectiveForms, PortalCreateView):
    right = CATALOGUE
    title = gettext_lazy("New objective")
    submit_label = gettext_lazy("Set it")
    done = gettext_lazy("The objective is set.")

    def get_initial(self):
        asked = self.request.GET.get("indicator", "")
        indicator = Indicator.objects.filter(code=asked).first() if asked else None
        return {"indicator": indicator.pk} if indicator else {}

    def perform(self, form):
        return services.set_objective(actor=self.request.user, **form.values())


class ObjectiveUpdateView(ObjectiveForms, PortalUpdateView):
    model = Objective
    right = CATALOGUE
    template_name = "quality/objectives/form.html"
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return self.object.name

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_objective(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class ObjectiveRemoveView(DefinedRemoveView):
    model = Objective
    list_url_name = "quality:objective_list"
    submit_label = gettext_lazy("Remove the objective")
    explanation = gettext_lazy("Follow-ups do not show it any more, those of earlier years either.")
    done = gettext_lazy("The objective is removed.")

    def why_it_stays(self, row):
        return services.why_it_stays(row)

    def perform(self, note):
        services.remove_objective(self.object, actor=self.request.user)
