from quality.models.actions import Action, ActionCheck, ActionNote
from quality.models.dialogues import AgreedStatement, DialogueMeeting, DialogueParticipant
from quality.models.evidence import Evidence
from quality.models.findings import Finding
from quality.models.follow_ups import FollowUp, FollowUpStep
from quality.models.indicators import Indicator, IndicatorValue, Objective
from quality.models.process_parts import Criterion, ProcessStep, ProcessUnit
from quality.models.processes import Process, ProcessVersion
from quality.models.reports import QualityReport, ReportBlock, ReportPaper
from quality.models.reviews import Review, Reviewer, SelfEvaluationSection

__all__ = [
    "Action",
    "ActionCheck",
    "ActionNote",
    "AgreedStatement",
    "Criterion",
    "DialogueMeeting",
    "DialogueParticipant",
    "Evidence",
    "Finding",
    "FollowUp",
    "FollowUpStep",
    "Indicator",
    "IndicatorValue",
    "Objective",
    "Process",
    "ProcessStep",
    "ProcessUnit",
    "ProcessVersion",
    "QualityReport",
    "ReportBlock",
    "ReportPaper",
    "Review",
    "Reviewer",
    "SelfEvaluationSection",
]
