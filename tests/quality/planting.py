"""A row of every kind of the quality room, for tests that look for its words where they must not be."""

from quality.enums import StepKind, TalkGroup
from quality.models import (
    Action,
    ActionCheck,
    ActionNote,
    AgreedStatement,
    Criterion,
    DialogueMeeting,
    DialogueParticipant,
    Evidence,
    Finding,
    FollowUp,
    Indicator,
    IndicatorValue,
    Objective,
    Process,
    ProcessVersion,
    QualityReport,
    ReportBlock,
    Review,
    Reviewer,
    SelfEvaluationSection,
)
from tests.quality.factories import (
    ActionFactory,
    CriterionFactory,
    DialogueParticipantFactory,
    EvidenceFactory,
    FindingFactory,
    FollowUpStepFactory,
    IndicatorValueFactory,
    ObjectiveFactory,
    ProcessStepFactory,
    ProcessUnitFactory,
    ReportBlockFactory,
    ReviewerFactory,
    ReviewFactory,
)

QUALITY = (
    Action, ActionCheck, ActionNote, AgreedStatement, Criterion, DialogueMeeting, DialogueParticipant, Evidence,
    Finding, FollowUp, Indicator, IndicatorValue, Objective, Process, ProcessVersion, QualityReport, ReportBlock,
    Review, Reviewer, SelfEvaluationSection,
)  # fmt: skip


def plant_quality(unit, person):
    """An external review of ``unit`` with all there can be around it."""
    follow_up = ReviewFactory(unit=unit, owner=person)
    ProcessStepFactory(version=follow_up.version)
    ProcessUnitFactory(version=follow_up.version, unit=unit)
    FollowUpStepFactory(follow_up=follow_up, kind=StepKind.COLLECT, person=person)
    criterion = CriterionFactory(version=follow_up.version)
    Review.objects.get_or_create(follow_up=follow_up)
    SelfEvaluationSection.objects.create(follow_up=follow_up, criterion=criterion, text="x")
    reviewer = ReviewerFactory(follow_up=follow_up)
    finding = FindingFactory(follow_up=follow_up, criterion=criterion, reviewer=reviewer)
    action = ActionFactory(follow_up=follow_up, finding=finding, unit=unit, owner=person)
    ActionCheck.objects.create(action=action, follow_up=follow_up, result="x")
    ActionNote.objects.create(action=action, text="x", written_by=person)
    EvidenceFactory(action=action, kept_by=person)
    taking_part = DialogueParticipantFactory(meeting__follow_up=follow_up, group=TalkGroup.STAFF, user=person)
    AgreedStatement.objects.create(meeting=taking_part.meeting, text="x")
    value = IndicatorValueFactory(follow_up=follow_up, text="x")
    ObjectiveFactory(indicator=value.indicator)
    ReportBlockFactory(report__kept_by=person)
