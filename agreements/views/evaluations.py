"""The evaluation before a renewal: ask for it, write it, skip it with a reason."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.forms.evaluations import EvaluationForm
from agreements.models import Agreement, Evaluation
from agreements.services.evaluations import (
    ADD,
    CHANGE,
    SKIP,
    ask_for_evaluation,
    open_evaluation,
    skip_evaluation,
    write_evaluation,
)
from agreements.views.crumbs import crumbs_to
from core.errors import PortalError
from core.navigation import forget_counts
from core.views.actions import ActionView
from core.views.forms import PortalUpdateView


class EvaluationAskView(ActionView):
    model = Agreement
    object_right = ADD

    def perform(self, note):
        evaluation, is_new = ask_for_evaluation(self.object, actor=self.request.user)
        if evaluation is None:
            raise PortalError(_("No questions are set up for evaluations."))
        self.done = _("The evaluation is asked for.") if is_new else _("There is an evaluation already.")


class EvaluationSkipView(ActionView):
    model = Agreement
    object_right = SKIP
    needs_note = True
    title = gettext_lazy("Go on without the evaluation")
    explanation = gettext_lazy("A renewal needs an evaluation. Say why this one does without.")
    submit_label = gettext_lazy("Skip the evaluation")
    done = gettext_lazy("The evaluation is skipped.")

    def perform(self, note):
        try:
            skip_evaluation(self.object, actor=self.request.user, reason=note)
        except ValidationError as error:
            raise PortalError(" ".join(error.messages)) from error


class EvaluationUpdateView(PortalUpdateView):
    """``/agreements/7/evaluation/``: kept as often as one likes, submitted once."""

    model = Agreement
    object_right = CHANGE
    form_class = EvaluationForm
    takes_instance = False
    template_name = "agreements/evaluation_form.html"
    submit_label = gettext_lazy("Submit it")

    @cached_property
    def evaluation(self) -> Evaluation:
        found = open_evaluation(self.object)
        if found is None:
            raise Http404
        return found

    @property
    def title(self):
        return _("Evaluation: %(title)s") % {"title": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"evaluation": self.evaluation}

    def perform(self, form):
        is_submitted = "keep" not in self.request.POST
        write_evaluation(self.evaluation, actor=self.request.user, is_submitted=is_submitted, **form.given())
        self.done = _("The evaluation is submitted.") if is_submitted else _("Kept. Submit it when it is complete.")
        forget_counts(self.request.user)
        return self.object

    def cancel_url(self):
        return self.object.get_absolute_url()

    def crumbs(self):
        return crumbs_to(self.object)
