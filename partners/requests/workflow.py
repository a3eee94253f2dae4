"""Who may move a request for a partnership where. Edges: ``partners.requests.enums``."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from core.workflow import Transition, Workflow
from partners.requests.enums import REQUEST_EDGES
from partners.requests.querysets import TRIAGE

PROPOSE = "partners.add_request"
CONFIRM = "partners.confirm_request"  # no role has it: the sender's own link does it


def names_the_partner(partnership_request):
    if partnership_request.institution_id is None or partnership_request.unit_id is None:
        return _("Say which partner it is, and which unit works with it.")
    return None


def comes_from_outside(partnership_request):
    if partnership_request.is_ours:
        return _("A colleague proposed this: decline it with an answer instead.")
    return None


request_workflow = Workflow(
    "request",
    edges=REQUEST_EDGES,
    transitions={
        "confirm": Transition(
            gettext_lazy("Confirm"), gettext_noop("confirmed the mail address"), CONFIRM, by_machine=True
        ),
        "take_up": Transition(gettext_lazy("Take it up"), gettext_noop("took it up"), TRIAGE),
        "accept": Transition(
            gettext_lazy("Accept"), gettext_noop("accepted it"), TRIAGE, guards=(names_the_partner,), tone="primary"
        ),
        "decline": Transition(gettext_lazy("Decline"), gettext_noop("declined it"), TRIAGE),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew it"), PROPOSE, note_needed=True, tone="danger"
        ),
        "mark_spam": Transition(
            gettext_lazy("It is spam"),
            gettext_noop("said that it is spam"),
            TRIAGE,
            guards=(comes_from_outside,),
            tone="danger",
        ),
        "not_spam": Transition(gettext_lazy("It is no spam"), gettext_noop("said that it is no spam"), TRIAGE),
    },
)
