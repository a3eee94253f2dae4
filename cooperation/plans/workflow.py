"""Who may move a work plan where. Edges: ``cooperation.plans.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, ngettext

from cooperation.activities.enums import ActivityState
from cooperation.plans.enums import PLAN_EDGES
from cooperation.restrictions import suspensions_of_plan, what_suspends
from cooperation.rights import CHANGE
from cooperation.terms import is_held_up
from core.workflow import Transition, Workflow


def has_a_goal(plan):
    return None if plan.goals.exists() else _("Give at least one goal.")


def agreement_is_in_force(plan):
    return is_held_up(plan.agreement, plan.ends_on)


def no_partner_is_restricted(plan):
    return what_suspends(suspensions_of_plan(plan))


def first_day_has_come(plan):
    if plan.starts_on > timezone.localdate():
        return _("Its first day is %(day)s.") % {"day": date_format(plan.starts_on)}
    return None


def nothing_is_to_come(plan):
    """Whoever ends a plan says first what became of each activity that was to be held."""
    count = plan.activities.filter(state__in=(*ActivityState.to_come, ActivityState.POSTPONED)).count()
    if not count:
        return None
    words = ngettext(
        "%(count)d activity is still planned: record that it was held, or cancel it.",
        "%(count)d activities are still planned: record that they were held, or cancel them.",
        count,
    )
    return words % {"count": count}


plan_workflow = Workflow(
    "work_plan",
    edges=PLAN_EDGES,
    transitions={
        "agree": Transition(
            gettext_lazy("Record as agreed"),
            gettext_noop("recorded that the partner agrees"),
            CHANGE,
            guards=(has_a_goal, agreement_is_in_force, no_partner_is_restricted),
            tone="primary",
        ),
        "take_back": Transition(
            gettext_lazy("Back to draft"), gettext_noop("took it back to a draft"), CHANGE, note_needed=True
        ),
        "begin": Transition(
            gettext_lazy("Record as begun"),
            gettext_noop("recorded its beginning"),
            CHANGE,
            guards=(first_day_has_come, no_partner_is_restricted),
            by_machine=True,
            tone="primary",
        ),
        "complete": Transition(
            gettext_lazy("Complete"),
            gettext_noop("completed it"),
            CHANGE,
            guards=(nothing_is_to_come,),
            tone="primary",
        ),
        "reopen": Transition(gettext_lazy("Take up again"), gettext_noop("took it up again"), CHANGE, note_needed=True),
        "cancel": Transition(
            gettext_lazy("Cancel"),
            gettext_noop("cancelled it"),
            CHANGE,
            guards=(nothing_is_to_come,),
            note_needed=True,
            tone="danger",
        ),
        "draw_up_again": Transition(
            gettext_lazy("Draw up again"), gettext_noop("drew it up again"), CHANGE, note_needed=True
        ),
    },
)
