"""The dates of work plans: their last day, and the days of their goals. A plan that is agreed begins by itself."""

from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy

from cooperation.models import PlanGoal, WorkPlan
from cooperation.plans.services import move_plan
from reminders.grouping import BY_TITLE
from reminders.nightly import StepReport
from reminders.source_words import on_its_day, page_at
from reminders.sources import DeadlineSource


def begin_plans(on: date) -> StepReport:
    """The nightly step: what is agreed begins on its first day; one that a restriction holds up is left as it is."""
    report = StepReport("cooperation.plans")
    for plan in WorkPlan.objects.begun_but_not_said(on):
        report.attempt(plan, partial(_begin, plan))
    return report


def _begin(plan: WorkPlan) -> str:
    move_plan(plan, "begin", actor=None)
    return "work_plan.begin"


SOURCES = (
    DeadlineSource(
        name="cooperation.plan_end",
        label=gettext_lazy("Work plan ends"),
        rows=lambda on: WorkPlan.objects.open(),
        due="ends_on",
        owner="coordinator",
        unit="unit",
        title="title",
        sentence=on_its_day(gettext_lazy("Ends on %(day)s: complete it, or draw up the next")),
        address=page_at("cooperation:plan_detail"),
        button=gettext_lazy("Open"),
        ladder=(90, 30, 7, 0),
    ),
    DeadlineSource(
        name="cooperation.plan_goal",
        label=gettext_lazy("Goal of a work plan"),
        rows=lambda on: PlanGoal.objects.due_and_open(),
        due="due_on",
        owner="plan__coordinator",
        owner_column="cooperation.workplan.coordinator",
        unit="plan__unit",
        title="text",
        since="plan__created_at",
        page="plan",
        grouping=BY_TITLE,
        sentence=on_its_day(gettext_lazy("To be reached by %(day)s")),
        address=page_at("cooperation:plan_detail"),
        button=gettext_lazy("Open"),
        ladder=(30, 7, 0),
    ),
)
