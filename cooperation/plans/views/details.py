"""The page of a work plan: its goals and how far they are, its activities, its history and its moves."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cooperation.models import Activity, WorkPlan
from cooperation.plans import services
from cooperation.plans.enums import PlanState
from cooperation.plans.story import PLAN_STORY
from cooperation.plans.workflow import plan_workflow
from cooperation.restrictions import may_override, suspensions_of_plan
from cooperation.rights import CHANGE, HISTORY, VIEW
from core.steps import steps_of
from core.views.actions import MoveView
from core.views.details import PortalDetailView, PortalHistoryView, Tab


def crumbs() -> list[dict]:
    return [{"label": _("Work plans"), "url": reverse("cooperation:plan_list")}]


class PlanPage(PortalDetailView):
    """What every tab of a work plan shows above itself."""

    model = WorkPlan
    right = VIEW
    context_object_name = "plan"
    panel_page = "cooperation.plan"

    def get_queryset(self):
        return super().get_queryset().select_related("unit", "coordinator", "agreement")

    def get_context_data(self, **kwargs):
        plan, user = self.object, self.request.user
        moves = plan_workflow.moves_for(user, plan)
        suspensions = suspensions_of_plan(plan)
        forward = [move for move in moves if move.transition.tone == "primary"]
        return super().get_context_data(
            crumbs=crumbs(),
            steps=steps_of(plan, PlanState, undone=(PlanState.CANCELLED,)),
            forward=forward,
            beside=[move for move in moves if move not in forward],
            suspensions=suspensions,
            may_override=plan.is_editable and may_override(user, suspensions),
            may_change=plan.is_editable and user.has_perm(CHANGE, plan),
            **kwargs,
        )

    def tabs(self):
        named = [("overview", _("Overview"), "plan_detail")]
        if self.request.user.has_perm(HISTORY, self.object):
            named.append(("history", _("History"), "plan_history"))
        return [
            Tab(name, label, reverse(f"cooperation:{url}", args=[self.object.pk]), is_current=name == self.tab)
            for name, label, url in named
        ]


class PlanDetailView(PlanPage):
    template_name = "cooperation/plans/detail.html"

    def get_context_data(self, **kwargs):
        goals = list(self.object.goals.with_done())
        activities = Activity.objects.visible_to(self.request.user).filter(plan=self.object)
        return super().get_context_data(
            goals=goals,
            report_years=self.years_so_far(),
            reached=sum(goal.done >= goal.planned_number for goal in goals),
            activities=activities.for_list().order_by("starts_on", "pk"),
            **kwargs,
        )

    def years_so_far(self) -> range:
        """The years of its period that have begun."""
        last = min(self.object.ends_on, timezone.localdate())
        return range(self.object.starts_on.year, last.year + 1)


class PlanHistoryView(PlanPage, PortalHistoryView):
    template_name = "cooperation/plans/history.html"
    tab = "history"
    panel_page = ""
    object_right = HISTORY
    story = PLAN_STORY


class PlanMoveView(MoveView):
    """``/cooperation/plans/7/agree/`` and the like, by POST."""

    model = WorkPlan
    right = VIEW
    workflow = plan_workflow

    def perform_move(self, name, note):
        moved = services.move_plan(self.object, name, actor=self.request.user, note=note)
        self.done = _("The state is now “%(state)s”.") % {"state": moved.get_state_display()}
