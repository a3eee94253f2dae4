from cooperation.models.activities import Activity
from cooperation.models.calls import CallPriority, FundingCall
from cooperation.models.links import ActivityBip, ActivityStay
from cooperation.models.outputs import ActivityDocument, Output
from cooperation.models.overrides import RestrictionOverride
from cooperation.models.people import ActivityPartner, NamedPerson
from cooperation.models.plans import PlanGoal, WorkPlan
from cooperation.models.programme import FollowUpTask, ProgrammeItem
from cooperation.models.proposals import ConsortiumMember, Proposal, ProposalPriority, ProposalStep
from cooperation.models.series import Series
from cooperation.models.step_papers import StepPaper

__all__ = [
    "Activity",
    "ActivityBip",
    "ActivityDocument",
    "ActivityPartner",
    "ActivityStay",
    "CallPriority",
    "ConsortiumMember",
    "FollowUpTask",
    "FundingCall",
    "NamedPerson",
    "Output",
    "PlanGoal",
    "ProgrammeItem",
    "Proposal",
    "ProposalPriority",
    "ProposalStep",
    "RestrictionOverride",
    "Series",
    "StepPaper",
    "WorkPlan",
]
