"""Who runs a follow-up, who is asked for its steps, and that a step is done."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from core.views.actions import ActionView
from core.views.forms import PortalUpdateView
from quality.followups import services
from quality.followups.forms import FollowUpForm, StepForm
from quality.followups.page import crumbs
from quality.models import FollowUp
from quality.querysets import RUN, VIEW


class OfFollowUp(PortalUpdateView):
    """A form about a follow-up, for who runs it; back to its page from it."""

    model = FollowUp
    right = VIEW
    object_right = RUN

    def crumbs(self):
        return crumbs(self.object)

    def cancel_url(self):
        return self.object.get_absolute_url()

    def success_url_for(self, written):
        return self.object.get_absolute_url()


class FollowUpUpdateView(OfFollowUp):
    form_class = FollowUpForm
    title = gettext_lazy("Who runs it, and what it comes to")
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_follow_up(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class OneStep:
    """The step that the address names."""

    @cached_property
    def step(self):
        return get_object_or_404(self.object.steps.select_related("person"), pk=self.kwargs["step"])


class StepPersonView(OneStep, OfFollowUp):
    form_class = StepForm
    takes_instance = False
    submit_label = gettext_lazy("Ask them")
    done = gettext_lazy("Whom the step is asked of is changed.")

    @property
    def title(self):
        return self.step.get_kind_display()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"step": self.step}

    def perform(self, form):
        return services.ask_for_step(self.step, actor=self.request.user, person=form.cleaned_data["person"])


class StepFinishView(OneStep, ActionView):
    """For whoever was asked for the step, or runs the follow-up; the service looks."""

    model = FollowUp
    right = VIEW
    done = gettext_lazy("Thank you. The step is done.")

    def perform(self, note):
        services.finish_step(self.step, actor=self.request.user)


class StepTakeUpView(OneStep, ActionView):
    model = FollowUp
    right = VIEW
    object_right = RUN
    done = gettext_lazy("The step is open again.")

    def perform(self, note):
        services.take_up_step(self.step, actor=self.request.user)
