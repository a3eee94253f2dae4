"""Words, states and edges of the quality room that more than one of its subjects uses."""

from quality.enums.actions import ACTION_EDGES, ActionState, Effort, FindingCategory, FindingKind
from quality.enums.catalogue import Area, Assumed, ProcessKind, Standard, StepKind
from quality.enums.data import Better, Comparator, IndicatorKind, ObjectiveLevel, ValueOrigin
from quality.enums.follow_ups import FOLLOW_UP_EDGES, FollowUpState, TalkGroup
from quality.enums.reports import REPORT_EDGES, ReportState
from quality.enums.reviews import ReviewerRole, ReviewerState

__all__ = [
    "ACTION_EDGES",
    "FOLLOW_UP_EDGES",
    "REPORT_EDGES",
    "ActionState",
    "Area",
    "Assumed",
    "Better",
    "Comparator",
    "Effort",
    "FindingCategory",
    "FindingKind",
    "FollowUpState",
    "IndicatorKind",
    "ObjectiveLevel",
    "ProcessKind",
    "ReportState",
    "ReviewerRole",
    "ReviewerState",
    "Standard",
    "StepKind",
    "TalkGroup",
    "ValueOrigin",
]
