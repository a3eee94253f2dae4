"""A row of every kind of the cooperation room, for tests that look for its words where they must not be."""

from datetime import timedelta

from django.utils import timezone

from cooperation.models import (
    Activity,
    ActivityBip,
    ActivityDocument,
    ActivityPartner,
    ActivityStay,
    CallPriority,
    ConsortiumMember,
    FollowUpTask,
    FundingCall,
    NamedPerson,
    Output,
    PlanGoal,
    ProgrammeItem,
    Proposal,
    ProposalPriority,
    ProposalStep,
    RestrictionOverride,
    Series,
    StepPaper,
    WorkPlan,
)
from tests.cooperation.factories import (
    ActivityDocumentFactory,
    ActivityFactory,
    FollowUpTaskFactory,
    NamedPersonFactory,
    OutputFactory,
    PlanGoalFactory,
    ProposalFactory,
    RestrictionOverrideFactory,
    SeriesFactory,
    StepPaperFactory,
    WorkPlanFactory,
    held,
)

COOPERATION = (
    Activity, ActivityDocument, ActivityPartner, CallPriority, FollowUpTask, FundingCall, NamedPerson, Output, PlanGoal,
    ProgrammeItem, Proposal, ProposalStep, RestrictionOverride, Series, StepPaper, WorkPlan,
)  # fmt: skip
COOPERATION_LEFT_OUT = {
    ActivityStay: "has no text; the activity and the stay are planted",
    ActivityBip: "has no text; the activity and the programme are planted",
    ConsortiumMember: "dates and roles; the proposal and the institution are planted",
    ProposalPriority: "has no text; the proposal and the priority are planted",
}


def plant_cooperation(partner, unit) -> set:
    """Activities with ``partner``: one the public reads of, the others not, with all there can be around each.

    Gives what is public of it.
    """
    shown = held(unit=unit, partners=[partner], is_published=True, told_en="x", told_sv="x", link="https://x.example/")
    to_come = ActivityFactory(unit=unit, partners=[partner], is_published=True, told_en="x")
    plan = WorkPlanFactory(unit=unit)
    PlanGoalFactory(plan=plan)
    for activity in (shown, to_come, held(unit=unit, partners=[partner], told_en="x", series=SeriesFactory(unit=unit))):
        NamedPersonFactory(activity=activity)
        FollowUpTaskFactory(activity=activity)
        ActivityDocumentFactory(activity=activity, readers="staff")
        ProgrammeItem.objects.create(activity=activity, day=activity.starts_on, title="x")
        OutputFactory(activity=activity, link="https://x.example/")
    RestrictionOverrideFactory(activity=to_come, institution=partner)
    a_proposal_with(partner, unit)
    return {shown, *shown.outputs.all()}


def a_proposal_with(partner, unit):
    proposal = ProposalFactory(unit=unit, partners=[partner])
    CallPriority.objects.create(call=proposal.call, title="x")
    StepPaperFactory(step=proposal.steps.first())
    proposal.steps.update(postponed_to=timezone.localdate() + timedelta(days=1), reason="x")
