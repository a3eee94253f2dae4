"""Which rows the history of a follow-up is told from, and what they are called in it."""

from django.utils.translation import gettext_lazy as _

from core.history_entries import Part, Story
from quality.models import (
    AgreedStatement,
    DialogueMeeting,
    DialogueParticipant,
    Finding,
    FollowUp,
    FollowUpStep,
    IndicatorValue,
    Review,
    Reviewer,
    SelfEvaluationSection,
)

DIALOGUE = Part(
    DialogueMeeting,
    named_by=("title",),
    hidden=("follow_up",),
    below=(
        Part(DialogueParticipant, named_by=("name",), hidden=("meeting",)),
        Part(AgreedStatement, named_by=("text",), hidden=("meeting", "position")),
    ),
)

FOLLOW_UP_STORY = Story(
    FollowUp,
    hidden=("search_text", "state_since", "cycle_year"),
    parts=(
        Part(FollowUpStep, named_by=("kind",), hidden=("follow_up", "position")),
        Part(IndicatorValue, named_by=("indicator",), hidden=("follow_up", "kind", "content_type", "filled_at")),
        DIALOGUE,
        Part(Finding, named_by=("number", "text"), hidden=("follow_up",)),
        Part(Reviewer, named_by=("name",), hidden=("follow_up", "expires_at")),
        Part(Review, named_by=(), hidden=("follow_up", "report_type")),
        Part(SelfEvaluationSection, named_by=("criterion",), hidden=("follow_up",), unnamed=_("Introduction")),
    ),
)
