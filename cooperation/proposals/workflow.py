"""Who may move a proposal where. Edges: ``cooperation.proposals.enums``."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from cooperation.proposals.checks import check_proposal
from cooperation.proposals.enums import PROPOSAL_EDGES, StepKind
from cooperation.proposals.wanted_papers import missing_at
from cooperation.rights import APPROVE_PROPOSAL, CHANGE_PROPOSAL, RECORD_RESULT
from core.workflow import Transition, Workflow


def has_an_abstract(proposal):
    return None if proposal.abstract.strip() else _("Write the abstract.")


def is_in_time(proposal):
    """The hour of the call, or that at which it was handed in where the move is recorded afterwards."""
    closes_at = proposal.call.deadline.due_at
    if (proposal.handed_in_at or timezone.now()) <= closes_at:
        return None
    words = {"when": date_format(timezone.localtime(closes_at), "DATETIME_FORMAT")}
    return _("The call closed on %(when)s. If it was handed in before, enter when.") % words


def call_is_open(proposal):
    if proposal.call.is_closed:
        return _("The call has closed.")
    return None


def has_its_final_draft(proposal):
    return missing_at(proposal, StepKind.DRAFT)


def has_its_declaration(proposal):
    """Where we are the applicant (KA220-08)."""
    return missing_at(proposal, StepKind.SIGNATURES)


def keeps_the_rules(proposal):
    """Every binding rule of the call, each with how to mend it."""
    return " ".join(f"{each.mend} ({each.rule})" for each in check_proposal(proposal).unmet) or None


proposal_workflow = Workflow(
    "proposal",
    edges=PROPOSAL_EDGES,
    transitions={
        "submit_abstract": Transition(
            gettext_lazy("Submit the abstract"),
            gettext_noop("submitted the abstract"),
            CHANGE_PROPOSAL,
            guards=(has_an_abstract, call_is_open),
            tone="primary",
        ),
        "send_back": Transition(
            gettext_lazy("Send back"), gettext_noop("sent it back"), APPROVE_PROPOSAL, note_needed=True
        ),
        "approve": Transition(
            gettext_lazy("Approve for the school"),
            gettext_noop("approved it for the school"),
            APPROVE_PROPOSAL,
            guards=(has_an_abstract,),
            tone="primary",
        ),
        "draft": Transition(
            gettext_lazy("The draft is final"),
            gettext_noop("recorded the final draft"),
            CHANGE_PROPOSAL,
            guards=(call_is_open, has_its_final_draft),
            tone="primary",
        ),
        "redraft": Transition(
            gettext_lazy("Back to drafting"),
            gettext_noop("took it back to drafting"),
            CHANGE_PROPOSAL,
            note_needed=True,
        ),
        "submit": Transition(
            gettext_lazy("Record as handed in"),
            gettext_noop("handed it in"),
            CHANGE_PROPOSAL,
            guards=(is_in_time, has_its_declaration, keeps_the_rules),
            tone="primary",
        ),
        "take_back": Transition(
            gettext_lazy("Take back"),
            gettext_noop("took it back"),
            CHANGE_PROPOSAL,
            guards=(call_is_open,),
            note_needed=True,
        ),
        "grant": Transition(
            gettext_lazy("Record the grant"), gettext_noop("recorded the grant"), RECORD_RESULT, tone="primary"
        ),
        "reject": Transition(
            gettext_lazy("Record the rejection"),
            gettext_noop("recorded the rejection"),
            RECORD_RESULT,
            note_needed=True,
            tone="danger",
        ),
        "withdraw": Transition(
            gettext_lazy("Withdraw"), gettext_noop("withdrew it"), CHANGE_PROPOSAL, note_needed=True, tone="danger"
        ),
        "take_up_again": Transition(
            gettext_lazy("Take up again"),
            gettext_noop("took it up again"),
            CHANGE_PROPOSAL,
            guards=(call_is_open,),
            note_needed=True,
        ),
    },
)
