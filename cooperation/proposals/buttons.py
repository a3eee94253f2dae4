"""The moves of a proposal as buttons: most are pressed, the grant opens a form."""

from dataclasses import dataclass

from django.urls import reverse

from cooperation.models import Proposal
from cooperation.proposals.workflow import proposal_workflow


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    reasons: tuple[str, ...] = ()
    is_forward: bool = True
    opens_form: bool = False


def buttons_of(user, proposal: Proposal) -> list[Button]:
    """What ``user`` may do with the proposal now, with what it still lacks."""
    return [
        _button(proposal, move.name, move.transition, move.reasons)
        for move in proposal_workflow.moves_for(user, proposal)
    ]


def forward_of(user, proposal: Proposal) -> list[Button]:
    """The way forward alone, asking no condition: a board shows many proposals."""
    return [
        _button(proposal, name, rule)
        for name, rule in proposal_workflow.transitions.items()
        if rule.tone == "primary"
        and proposal.state in proposal_workflow.edges[name].sources
        and user.has_perm(rule.right, proposal)
    ]


def _button(proposal: Proposal, name: str, rule, reasons=()) -> Button:
    is_grant = name == "grant"
    args = [proposal.pk] if is_grant else [proposal.pk, name]
    url = reverse("cooperation:proposal_granted" if is_grant else "cooperation:proposal_move", args=args)
    return Button(rule.label, url, reasons, is_forward=rule.tone == "primary", opens_form=is_grant)
