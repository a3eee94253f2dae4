"""What the rows of one work plan write, by the services of the room."""

from dataclasses import dataclass, field

from agreements.models import Agreement
from cooperation.models import PlanGoal, WorkPlan
from cooperation.plans.services import GoalValues, change_plan, draw_up_plan, enter_done, save_goals


@dataclass
class GoalChange:
    """A goal that comes in, or what changes of the one there is; ``done`` is what was reached, by ``enter_done``."""

    existing: PlanGoal | None
    text: str
    fields: dict
    done: dict

    @property
    def is_empty(self) -> bool:
        return bool(self.existing) and not (self.fields or self.done)


@dataclass
class PlanChange:
    """A new work plan, or what changes of the one there is; ``first_row`` is where the file describes it."""

    existing: WorkPlan | None
    agreement: Agreement
    title: str
    given: dict
    first_row: int
    fields: dict = field(default_factory=dict)
    goals: list[GoalChange] = field(default_factory=list)
    override_reason: str = ""
    is_refused: bool = False

    @property
    def is_empty(self) -> bool:
        return bool(self.existing) and not self.fields

    def write(self, actor, override_reason: str, goals: list[GoalChange] | None = None) -> WorkPlan:
        """The plan, then ``goals`` (by default those of the good rows). Raises what the services raise."""
        wanted = [goal for goal in (self.goals if goals is None else goals) if not goal.is_empty]
        plan, by_whom = self.existing, {"actor": actor, "override_reason": override_reason}
        if plan is None:
            plan = draw_up_plan(**by_whom, **self.fields)
        elif self.fields:
            plan = change_plan(plan, **by_whom, **self.fields)
        if any(goal.fields for goal in wanted):
            plan = save_goals(plan, actor=actor, rows=_rows(plan, wanted))
        for goal in wanted:
            if goal.done:
                enter_done(plan.goals.filter(text=goal.text).first(), actor=actor, **goal.done)
        return plan


def _rows(plan: WorkPlan, wanted: list[GoalChange]) -> list[GoalValues]:
    """All goals of the plan in their order, then those that are new."""
    changes = {goal.existing.pk: goal.fields for goal in wanted if goal.existing}
    there = [GoalValues(goal.pk, changes.get(goal.pk, {})) for goal in plan.goals.all()]
    return there + [GoalValues(None, goal.fields) for goal in wanted if goal.existing is None]
