"""Which rows the histories of proposals and calls are told from, and what they are called in them."""

from cooperation.activities.story import HIDDEN_OF_FILES
from cooperation.models import (
    CallPriority,
    ConsortiumMember,
    FundingCall,
    Proposal,
    ProposalPriority,
    ProposalStep,
    StepPaper,
)
from core.history_entries import Part, Story

PROPOSAL_STORY = Story(
    Proposal,
    parts=(
        Part(
            ProposalStep,
            named_by=("kind",),
            hidden=("proposal", "position", "kind"),
            below=(Part(StepPaper, named_by=("original_name",), hidden=("step", *HIDDEN_OF_FILES)),),
        ),
        Part(ConsortiumMember, named_by=("institution",), hidden=("proposal",)),
        Part(ProposalPriority, named_by=("priority",), hidden=("proposal",)),
    ),
)
CALL_STORY = Story(FundingCall, parts=(Part(CallPriority, named_by=("title",), hidden=("call",)),))
