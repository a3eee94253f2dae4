"""Work plans drawn up and changed, with their goals."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cooperation.hanging import AddRowView, ChangeRowView, FormOf, RemoveRowView
from cooperation.models import PlanGoal, WorkPlan
from cooperation.one_row import RowTable
from cooperation.plans import services
from cooperation.plans.forms.plans import GoalForm, PlanForm, ReachedForm
from cooperation.plans.views.details import crumbs
from cooperation.rights import CHANGE, OVERRIDE
from core.views.actions import ActionView
from core.views.forms import PortalCreateView

GOALS = RowTable("goals", services.save_goals, lambda goal, changed: services.GoalValues(goal and goal.pk, changed))


class PlanCreateView(PortalCreateView):
    form_class = PlanForm
    right = CHANGE
    title = gettext_lazy("New work plan")
    submit_label = gettext_lazy("Draw it up")
    done = gettext_lazy("The work plan is drawn up. Next: its goals.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self):
        return {"agreement": self.request.GET.get("agreement")}

    def perform(self, form):
        return services.draw_up_plan(actor=self.request.user, **form.values())

    def crumbs(self):
        return crumbs()

    def cancel_url(self):
        return reverse("cooperation:plan_list")


class PlanUpdateView(FormOf):
    model = WorkPlan
    form_class = PlanForm
    submit_label = gettext_lazy("Save the changes")
    done = gettext_lazy("The changes are saved.")

    @property
    def title(self):
        return _("Change: %(what)s") % {"what": self.object}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def perform(self, form):
        seen_at = form.cleaned_data.get("seen_at")
        return services.change_plan(self.object, actor=self.request.user, seen_at=seen_at, **form.values())


class PlanOverrideView(ActionView):
    """The office lets a plan go on with partners under restriction, and says why."""

    model = WorkPlan
    right = OVERRIDE
    needs_note = True
    title = gettext_lazy("Go on all the same?")
    explanation = gettext_lazy(
        "It holds for this plan and its activities. Your name, the day and the reason are shown."
    )
    submit_label = gettext_lazy("Let it go on")
    done = gettext_lazy("It goes on; the reason is kept.")

    def perform(self, note):
        services.override_for_plan(self.object, actor=self.request.user, reason=note)


class GoalAddView(AddRowView):
    model = WorkPlan
    form_class = GoalForm
    table = GOALS
    anchor = "#goals"
    title = gettext_lazy("New goal")
    done = gettext_lazy("The goal is entered.")


class OfGoal:
    model = PlanGoal
    hangs_on = "plan"
    table = GOALS
    anchor = "#goals"


class GoalUpdateView(OfGoal, ChangeRowView):
    form_class = GoalForm
    title = gettext_lazy("Change a goal")


class GoalRemoveView(OfGoal, RemoveRowView):
    title = gettext_lazy("Take this goal out?")


class GoalReachedView(OfGoal, ChangeRowView):
    form_class = ReachedForm
    takes_instance = False
    title = gettext_lazy("What was reached")

    def get_initial(self):
        return {"entered_number": self.object.entered_number, "entered_on": self.object.entered_on}

    def perform(self, form):
        given = form.cleaned_data
        actor = self.request.user
        return services.enter_done(self.object, actor=actor, number=given["entered_number"], on=given["entered_on"])
