"""Plan further ahead: what would be made is shown, then made."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.errors import PortalError
from core.forms import PortalForm
from core.views.forms import PortalFormView
from quality.catalogue.forms import YearField
from quality.cycles.dues import planned_until
from quality.cycles.generating import generate, preview
from quality.querysets import PLAN


class PlanAheadForm(PortalForm):
    until = YearField(label=gettext_lazy("Plan up to the academic year"))


class PlanGenerateView(PortalFormView):
    """The first press shows what would come; the second, with what was shown in its hands, makes it."""

    form_class = PlanAheadForm
    right = PLAN
    template_name = "quality/cycles/generate.html"
    title = gettext_lazy("Plan further ahead")
    submit_label = gettext_lazy("Show what would be planned")
    finds_typed = False

    def get_initial(self):
        return {"until": planned_until()}

    def form_valid(self, form):
        try:
            plan = preview(form.cleaned_data["until"])
        except PortalError as error:
            form.add_error("until", error.sentence)
            return self.form_invalid(form)
        if self.request.POST.get("shown") != str(len(plan.new)) or not plan.new:
            return self.render_to_response(self.get_context_data(form=form, plan=plan))
        return super().form_valid(form)

    def perform(self, form):
        made = generate(form.cleaned_data["until"], actor=self.request.user)
        words = ngettext("%(count)s follow-up is planned.", "%(count)s follow-ups are planned.", len(made.new))
        messages.success(self.request, words % {"count": len(made.new)})
        return made

    def success_url_for(self, written):
        return reverse("quality:plan")

    def cancel_url(self):
        return reverse("quality:plan")

    def crumbs(self):
        return [{"label": _("Plan of the cycles"), "url": reverse("quality:plan")}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"plan": None} | kwargs)
