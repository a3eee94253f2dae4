"""Who may move a request for support where. Edges: ``mobility.support.enums``."""

from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from mobility.support import rules
from mobility.support.enums import SUPPORT_EDGES
from mobility.support.querysets import DECIDE, REQUEST

support_workflow = Workflow(
    "support",
    edges=SUPPORT_EDGES,
    transitions={
        "send": Transition(
            gettext_lazy("Send the request"),
            gettext_noop("sent it complete"),
            REQUEST,
            guards=(
                rules.says_what_for,
                rules.office_was_asked,
                rules.is_offered_then,
                rules.programme_is_on,
                rules.programme_is_known,
                rules.stay_is_one_of_ours,
                rules.programme_is_supported,
            ),
            tone="primary",
        ),
        "grant": Transition(
            gettext_lazy("Grant"),
            gettext_noop("granted it in its turn"),
            DECIDE,
            guards=(rules.is_next,),
            by_machine=True,
        ),
        "refuse": Transition(
            gettext_lazy("Refuse"), gettext_noop("refused it"), DECIDE, note_needed=True, tone="danger"
        ),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew it"), REQUEST, by_machine=True, tone="danger"
        ),
    },
)
