"""What waits for a head of unit in the cooperation room: abstracts of proposals."""

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Role
from cooperation.models import Proposal
from cooperation.proposals.enums import ProposalState
from cooperation.rights import APPROVE_PROPOSAL
from reminders.decisions import DecisionSource, register
from reminders.sources import Act


def _waiting():
    return Proposal.objects.filter(state=ProposalState.ABSTRACT_SUBMITTED)


def _acts(row, user) -> list[Act]:
    moves = ((gettext_lazy("Approve"), "approve", "primary", False), (gettext_lazy("Send back"), "send_back", "", True))
    return [
        Act(label, reverse("cooperation:proposal_move", args=[row.object_id, move]), tone, needs_note=needs_note)
        for label, move, tone, needs_note in moves
    ]


register(
    DecisionSource(
        name="cooperation.proposal",
        label=gettext_lazy("Proposal to approve for the school"),
        rows=_waiting,
        right=APPROVE_PROPOSAL,
        role=Value(Role.HEAD.value),
        unit="unit",
        since="state_since",
        title="acronym",
        person="coordinator",
        detail="title",
        sentence=lambda row: _("Abstract of a proposal: %(title)s") % {"title": row.detail},
        address=lambda row: reverse("cooperation:proposal_detail", args=[row.page_id]),
        acts=_acts,
    )
)
