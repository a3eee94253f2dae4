"""Who may move an action where, and what must hold first. Edges: ``quality.enums``."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from quality.enums import ACTION_EDGES
from quality.querysets import RUN, VERIFY, WORK


def has_somebody_responsible(action):
    """What nobody is responsible for is neither begun nor done."""
    return None if action.owner_id else _("Nobody is responsible for it yet: name somebody first.")


action_workflow = Workflow(
    "action",
    edges=ACTION_EDGES,
    transitions={
        "start": Transition(
            gettext_lazy("Start"),
            gettext_noop("started it"),
            WORK,
            guards=(has_somebody_responsible,),
            tone="primary",
        ),
        "finish": Transition(
            gettext_lazy("Report as done"),
            gettext_noop("reported it as done"),
            WORK,
            guards=(has_somebody_responsible,),
            tone="primary",
        ),
        "verify": Transition(gettext_lazy("Verify"), gettext_noop("verified the result"), VERIFY, tone="primary"),
        "send_back": Transition(
            gettext_lazy("Send back"), gettext_noop("sent it back"), VERIFY, note_needed=True, tone="normal"
        ),
        "reopen": Transition(gettext_lazy("Take up again"), gettext_noop("took it up again"), VERIFY, note_needed=True),
        "cancel": Transition(
            gettext_lazy("Cancel"), gettext_noop("cancelled it"), RUN, note_needed=True, tone="danger"
        ),
        "plan_again": Transition(gettext_lazy("Plan it again"), gettext_noop("planned it again"), RUN),
    },
)
