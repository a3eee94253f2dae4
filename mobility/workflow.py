"""Who may move a stay or a grant project where, and what must hold first. Edges: ``mobility.enums``."""

from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.enums import MOBILITY_EDGES, PROJECT_EDGES
from mobility.grants.standing import balance_is_open
from mobility.learning.guards import is_agreed_on_paper
from mobility.stays.guards import breaks_no_rule, has_a_place, has_begun, has_ended, is_of_somebody

KEEP = "mobility.change_mobility"
CLOSE = "mobility.close_mobility"
KEEP_PROJECT = "mobility.change_project"


mobility_workflow = Workflow(
    "mobility",
    edges=MOBILITY_EDGES,
    transitions={
        "accept": Transition(
            gettext_lazy("Accept"),
            gettext_noop("accepted it"),
            KEEP,
            guards=(breaks_no_rule, has_a_place),
            tone="primary",
        ),
        "reject": Transition(
            gettext_lazy("Reject"), gettext_noop("rejected it"), KEEP, note_needed=True, tone="danger"
        ),
        "take_back": Transition(
            gettext_lazy("Take back the acceptance"),
            gettext_noop("took back the acceptance"),
            KEEP,
            note_needed=True,
        ),
        "agree": Transition(
            gettext_lazy("Record as agreed"),
            gettext_noop("recorded what is agreed"),
            KEEP,
            guards=(breaks_no_rule, is_agreed_on_paper),
            by_machine=True,  # with the last signature of the learning agreement
            tone="primary",
        ),
        "begin": Transition(
            gettext_lazy("Record as begun"),
            gettext_noop("recorded its beginning"),
            KEEP,
            guards=(has_begun, breaks_no_rule),
            by_machine=True,
            tone="primary",
        ),
        "complete": Transition(
            gettext_lazy("Record as completed"),
            gettext_noop("recorded its end"),
            KEEP,
            guards=(has_ended,),
            by_machine=True,
            tone="primary",
        ),
        "interrupt": Transition(
            gettext_lazy("Interrupt"), gettext_noop("recorded its interruption"), KEEP, note_needed=True
        ),
        "resume": Transition(gettext_lazy("Goes on"), gettext_noop("recorded that it goes on"), KEEP),
        "close": Transition(
            gettext_lazy("Close"), gettext_noop("closed it"), CLOSE, guards=(has_ended, balance_is_open), tone="primary"
        ),
        "cancel": Transition(
            gettext_lazy("Cancel"), gettext_noop("cancelled it"), KEEP, note_needed=True, tone="danger"
        ),
        "reopen": Transition(
            gettext_lazy("Take up again"),
            gettext_noop("took it up again"),
            KEEP,
            guards=(is_of_somebody,),
            note_needed=True,
            tone="primary",
        ),
    },
)

project_workflow = Workflow(
    "project",
    edges=PROJECT_EDGES,
    transitions={
        "grant": Transition(
            gettext_lazy("Record as granted"), gettext_noop("recorded the grant"), KEEP_PROJECT, tone="primary"
        ),
        "refuse": Transition(
            gettext_lazy("Record as not granted"),
            gettext_noop("recorded that it was not granted"),
            KEEP_PROJECT,
            note_needed=True,
            tone="danger",
        ),
        "report": Transition(
            gettext_lazy("Final report sent"), gettext_noop("recorded the final report"), KEEP_PROJECT, tone="primary"
        ),
        "take_back": Transition(
            gettext_lazy("Take back the report"),
            gettext_noop("took back the final report"),
            KEEP_PROJECT,
            note_needed=True,
        ),
        "close": Transition(gettext_lazy("Close"), gettext_noop("closed it"), KEEP_PROJECT, tone="primary"),
    },
)
