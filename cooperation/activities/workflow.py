"""Who may move an activity where. Edges: ``cooperation.activities.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cooperation.activities.asked import WITHOUT_PEOPLE
from cooperation.activities.enums import ACTIVITY_EDGES
from cooperation.restrictions import suspensions_of_activity, what_suspends
from cooperation.rights import CHANGE
from cooperation.terms import is_held_up
from core.workflow import Transition, Workflow


def agreement_is_in_force(activity):
    return is_held_up(activity.agreement, activity.ends_on)


def no_partner_is_restricted(activity):
    return what_suspends(suspensions_of_activity(activity))


def first_day_has_come(activity):
    if activity.starts_on > timezone.localdate():
        return _("Its first day is %(day)s.") % {"day": date_format(activity.starts_on)}
    return None


def nothing_actual_is_entered(activity):
    if activity.has_actual_figures:
        return _("Figures of who took part are entered: empty them first.")
    return None


def is_told(activity):
    """A report is what happened and, where people take part, who came, once the last day is over."""
    if activity.ends_on >= timezone.localdate():
        return _("Its last day is %(day)s.") % {"day": date_format(activity.ends_on)}
    if activity.actual_people is None and activity.kind not in WITHOUT_PEOPLE:
        return _("Enter how many people took part.")
    return None if activity.report.strip() else _("Write the report.")


activity_workflow = Workflow(
    "activity",
    edges=ACTIVITY_EDGES,
    transitions={
        "confirm": Transition(
            gettext_lazy("Confirm"),
            gettext_noop("confirmed it"),
            CHANGE,
            guards=(agreement_is_in_force, no_partner_is_restricted),
            tone="primary",
        ),
        "take_back": Transition(
            gettext_lazy("Back to planning"), gettext_noop("took it back to planning"), CHANGE, note_needed=True
        ),
        "hold": Transition(
            gettext_lazy("Has been held"),
            gettext_noop("recorded that it was held"),
            CHANGE,
            guards=(first_day_has_come,),
            tone="primary",
        ),
        "was_not_held": Transition(
            gettext_lazy("Was not held after all"),
            gettext_noop("recorded that it was not held after all"),
            CHANGE,
            guards=(nothing_actual_is_entered,),
            note_needed=True,
        ),
        "report": Transition(
            gettext_lazy("Report is complete"),
            gettext_noop("completed the report"),
            CHANGE,
            guards=(is_told,),
            tone="primary",
        ),
        "reopen": Transition(
            gettext_lazy("Correct the report"), gettext_noop("opened the report again"), CHANGE, note_needed=True
        ),
        "postpone": Transition(gettext_lazy("Postpone"), gettext_noop("postponed it"), CHANGE, note_needed=True),
        "cancel": Transition(
            gettext_lazy("Cancel"), gettext_noop("cancelled it"), CHANGE, note_needed=True, tone="danger"
        ),
        "plan_again": Transition(
            gettext_lazy("Plan it again"),
            gettext_noop("planned it again"),
            CHANGE,
            guards=(no_partner_is_restricted,),
            note_needed=True,
        ),
    },
)
