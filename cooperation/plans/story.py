"""Which rows the history of a work plan is told from, and what they are called in it."""

from cooperation.models import PlanGoal, RestrictionOverride, WorkPlan
from core.history_entries import Part, Story

OVERRIDE = Part(
    RestrictionOverride,
    named_by=("institution",),
    hidden=("plan", "activity", "given_by", "given_by_name", "given_at"),
)
PLAN_STORY = Story(WorkPlan, parts=(Part(PlanGoal, named_by=("text",), hidden=("plan", "position")), OVERRIDE))
