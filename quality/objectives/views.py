"""The list of objectives, and the forms that set them."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.views.actions import ActionView
from core.views.forms import PortalCreateView, PortalUpdateView
from core.views.lists import PortalExportView, PortalListView
from quality.enums import ObjectiveLevel
from quality.models import Indicator, Objective
from quality.objectives import services
from quality.objectives.forms import ObjectiveForm
from quality.objectives.lists import ObjectiveFilter, ObjectiveTable, told
from quality.querysets import CATALOGUE, EXPORT, VIEW_ADOPTED
from reference.academic_years import AcademicYear


def crumbs() -> list[dict]:
    return [{"label": _("Objectives"), "url": reverse("quality:objective_list")}]


class ObjectiveListView(PortalListView):
    model = Objective
    filterset_class = ObjectiveFilter
    table_class = ObjectiveTable
    title = gettext_lazy("Objectives")
    right = VIEW_ADOPTED
    list_name = "objectives"
    export_right = EXPORT
    export_url_name = "quality:objective_export"

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

    def actions(self):
        buttons = [{"label": _("Indicators"), "url": reverse("quality:indicator_list")}]
        if self.request.user.has_perm(CATALOGUE):
            new = {"label": _("New objective"), "url": reverse("quality:objective_create"), "is_primary": True}
            buttons.append(new)
        return buttons

    def empty(self, filterset):
        if filterset.is_narrowed:
            return super().empty(filterset)
        text = _("What should be reached, by law or by our own will: each follow-up then says whether it is met.")
        empty = {"heading": _("No objective yet"), "text": text}
        first_step = {"url": reverse("quality:objective_create"), "label": _("New objective")}
        return empty | (first_step if self.request.user.has_perm(CATALOGUE) else {})


class ObjectiveExportView(PortalExportView):
    model = Objective
    filterset_class = ObjectiveFilter
    table_class = ObjectiveTable
    title = gettext_lazy("Objectives")
    right = VIEW_ADOPTED
    export_right = EXPORT

    def get_queryset(self):
        return super().get_queryset().for_list()


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


class ObjectiveRemoveView(ActionView):
    model = Objective
    right = CATALOGUE
    needs_confirmation = is_dangerous = True
    submit_label = gettext_lazy("Remove the objective")
    explanation = gettext_lazy("Follow-ups do not show it any more, those of earlier years either.")
    done = gettext_lazy("The objective is removed.")

    def prepare(self):
        self.title = _("Remove “%(name)s”?") % {"name": self.object.name}

    def refusal(self):
        return services.why_it_stays(self.object)

    def perform(self, note):
        services.remove_objective(self.object, actor=self.request.user)

    def back_url(self):
        return reverse("quality:objective_list")
