"""Where activities and work plans name people by words alone: somebody forgotten in another room is taken out here."""

from cooperation.models import (
    Activity,
    ActivityDocument,
    FollowUpTask,
    FundingCall,
    NamedPerson,
    Output,
    PlanGoal,
    ProgrammeItem,
    Proposal,
    ProposalStep,
    RestrictionOverride,
    StepPaper,
    WorkPlan,
)
from core.anonymise import names_are_written_in

names_are_written_in(WorkPlan, "title", "partner_coordinator", "purpose", "remarks", "search_text")
names_are_written_in(PlanGoal, "text")
names_are_written_in(Activity, "title", "description", "report", "remarks", "told_en", "told_sv", "search_text")
names_are_written_in(NamedPerson, "name", "title")
names_are_written_in(ProgrammeItem, "title", "led_by")
names_are_written_in(FollowUpTask, "text", "done_note")
names_are_written_in(Output, "authors")
names_are_written_in(ActivityDocument, "title", "original_name")
names_are_written_in(RestrictionOverride, "reason")
names_are_written_in(FundingCall, "title", "contact", "remarks")
names_are_written_in(Proposal, "acronym", "title", "abstract", "remarks", "search_text")
names_are_written_in(ProposalStep, "note", "reason")
names_are_written_in(StepPaper, "original_name")
