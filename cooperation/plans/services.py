"""Every write to work plans and their goals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from agreements.enums import AgreementState
from agreements.models import Agreement
from cooperation.activities.enums import ActivityState
from cooperation.locks import lock_part
from cooperation.models import PlanGoal, WorkPlan
from cooperation.plans.workflow import plan_workflow
from cooperation.restrictions import refuse_or_override, suspensions_of_plan
from cooperation.rights import CHANGE
from cooperation.search_text import prepare_plan
from cooperation.terms import refuse_outside_term, refuse_unconcluded
from core import history
from core.errors import PortalError, RightMissing
from core.text_lengths import refuse_too_long
from core.versions import refuse_if_changed
from mobility.days import refuse_days_nobody_means

MOST_GOALS = 40

history.describe("work_plan.draw_up", gettext_noop("drew it up"))
history.describe("work_plan.goals", gettext_noop("changed the goals"))
history.describe("work_plan.count", gettext_noop("entered what was reached"))


@dataclass(frozen=True)
class GoalValues:
    """One row of the table of goals; ``key`` is that of the goal that is kept, None for a new one."""

    key: int | None
    fields: dict = field(default_factory=dict)


@transaction.atomic
def draw_up_plan(*, actor, override_reason: str = "", **fields) -> WorkPlan:
    """A new work plan under an agreement that is concluded, inside its term.

    Raises ``ValidationError`` beside the field; ``PartnerRestricted`` where a partner is under restriction and no
    ``override_reason`` of the office is given.
    """
    plan = WorkPlan(**fields)
    _require(actor, plan)
    refuse_unconcluded(plan.agreement)
    _refuse_suspended(plan.agreement, plan.ends_on)
    _prepare(plan)
    with history.action("work_plan.draw_up", actor=actor, right=CHANGE, about=plan):
        plan.save()
    _look_for_restrictions(plan, actor, override_reason)
    return plan


@transaction.atomic
def change_plan(plan: WorkPlan, *, actor, seen_at=None, override_reason: str = "", **fields) -> WorkPlan:
    """Write the given fields. Another agreement is possible until activities stand under the plan."""
    locked = _lock(plan, actor)
    refuse_if_changed(locked, seen_at)
    agreement = fields.get("agreement", locked.agreement)
    is_moved = agreement.pk != locked.agreement_id
    if is_moved:
        _refuse_another_agreement(locked)
        refuse_unconcluded(agreement)
    for name, value in fields.items():
        setattr(locked, name, value)
    _require(actor, locked)  # still the actor's after a change of unit
    _prepare(locked)
    _refuse_activities_outside(locked)
    with history.action("changed", actor=actor, right=CHANGE, about=locked):
        locked.save(update_fields=[*fields, "search_text", "updated_at"])
    if is_moved:
        _look_for_restrictions(locked, actor, override_reason)
    return locked


@transaction.atomic
def save_goals(plan: WorkPlan, *, actor, rows: Iterable[GoalValues], seen_at=None) -> WorkPlan:
    """Make ``rows`` the goals of the plan, in their order: those not named go. Raises ``ValidationError``."""
    locked = _lock(plan, actor)
    refuse_if_changed(locked, seen_at)
    wanted = list(rows)
    if len(wanted) > MOST_GOALS:
        raise ValidationError(_("A work plan has at most %(most)d goals.") % {"most": MOST_GOALS})
    known = {goal.pk: goal for goal in locked.goals.all()}
    with history.action("work_plan.goals", actor=actor, right=CHANGE, about=locked):
        kept = [_save_goal(locked, values, known, position) for position, values in enumerate(wanted)]
        locked.goals.exclude(pk__in=kept).delete()
        locked.save(update_fields=["updated_at"])
    return locked


def _save_goal(plan: WorkPlan, values: GoalValues, known: dict, position: int) -> int:
    goal = known.get(values.key) or PlanGoal(plan=plan)
    before = {name: getattr(goal, name) for name in (*values.fields, "position")}
    for name, value in (values.fields | {"position": position}).items():
        setattr(goal, name, value)
    if not goal.is_by_hand:
        goal.entered_number = goal.entered_on = None
    refuse_days_nobody_means(due_on=goal.due_on)
    goal.full_clean()
    if goal.pk is None or before != {name: getattr(goal, name) for name in before}:
        goal.save()
    return goal.pk


@transaction.atomic
def enter_done(goal: PlanGoal, *, actor, number: int | None, on: date | None = None) -> PlanGoal:
    """What was reached of a goal that is counted by hand, as of a day that has come; None takes it back."""
    plan = _lock(goal.plan, actor)
    locked = lock_part(plan.goals, goal.pk)
    if not locked.is_by_hand:
        raise PortalError(_("This goal is counted from the activities of the plan."))
    today = timezone.localdate()
    locked.entered_number, locked.entered_on = number, None if number is None else on or today
    if locked.entered_on and not plan.starts_on <= locked.entered_on <= today:
        words = {"first": date_format(plan.starts_on), "last": date_format(today)}
        raise ValidationError({"entered_on": _("Give a day from %(first)s to %(last)s.") % words})
    locked.full_clean()
    with history.action("work_plan.count", actor=actor, right=CHANGE, about=plan):
        locked.save(update_fields=["entered_number", "entered_on"])
    return locked


@transaction.atomic
def move_plan(plan: WorkPlan, name: str, *, actor, note: str = "") -> WorkPlan:
    return plan_workflow.perform(name, plan, actor=actor, note=note)


@transaction.atomic
def override_for_plan(plan: WorkPlan, *, actor, reason: str) -> WorkPlan:
    """Let a plan go on with its partners under restriction. Raises ``PortalError`` where none is."""
    locked = _lock(plan, actor)
    suspensions = suspensions_of_plan(locked)
    if not any(each.holds for each in suspensions):
        raise PortalError(_("No partner of it is held up by a restriction."))
    if not reason.strip():
        raise ValidationError({"override_reason": _("Please say why in a few words.")})
    refuse_or_override(locked, suspensions, field="agreement", actor=actor, override_reason=reason)
    return locked


def _look_for_restrictions(plan: WorkPlan, actor, override_reason: str):
    suspensions = suspensions_of_plan(plan)
    refuse_or_override(plan, suspensions, field="agreement", actor=actor, override_reason=override_reason)


def _lock(plan: WorkPlan, actor) -> WorkPlan:
    locked = WorkPlan.objects.select_for_update(of=("self",)).select_related("unit", "agreement").get(pk=plan.pk)
    _require(actor, locked)
    if not locked.is_editable:
        raise PortalError(_("The work plan is in the state “%(state)s”.") % {"state": locked.get_state_display()})
    return locked


def _require(actor, plan: WorkPlan):
    if not actor.has_perm(CHANGE, plan):
        raise RightMissing(_("You do not have the right to keep work plans of this unit."))


def _refuse_suspended(agreement: Agreement, ends_on: date):
    """What a suspended agreement was to bring may still be written down as history, but not be planned."""
    if agreement.state == AgreementState.SUSPENDED and ends_on >= timezone.localdate():
        raise ValidationError({"agreement": _("“%(agreement)s” is suspended.") % {"agreement": agreement}})


def _refuse_another_agreement(plan: WorkPlan):
    if plan.activities.exists():
        raise ValidationError({"agreement": _("Activities stand under this plan: the agreement stays.")})


def _refuse_activities_outside(plan: WorkPlan):
    """An activity of a plan begins in its period."""
    standing = plan.activities.exclude(state=ActivityState.CANCELLED)
    count = standing.exclude(starts_on__gte=plan.starts_on, starts_on__lte=plan.ends_on).count()
    if count:
        words = ngettext(
            "%(count)d activity of the plan begins outside this period.",
            "%(count)d activities of the plan begin outside this period.",
            count,
        )
        raise ValidationError({"ends_on": words % {"count": count}})


def _prepare(plan: WorkPlan):
    refuse_days_nobody_means(starts_on=plan.starts_on, ends_on=plan.ends_on)
    refuse_too_long(plan)
    plan.full_clean()
    refuse_outside_term(plan.agreement, plan.starts_on, plan.ends_on)
    prepare_plan(plan)
