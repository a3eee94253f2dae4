"""Which rows the history of an institution, and of an assessment, is told from, and what they are called in it."""

from core.history_entries import Part, Story
from partners.models import (
    Alias,
    Assessment,
    AssessmentAnswer,
    AssessmentDecision,
    Contact,
    FormerCode,
    Institution,
    Merge,
    PartnershipRequest,
    PartnerTagging,
    SetAside,
)

PARTS = (
    Part(Alias, named_by=("name",), hidden=("institution",)),
    Part(FormerCode, named_by=("scheme", "code"), hidden=("institution",)),
    Part(PartnerTagging, named_by=("tag",), hidden=("institution",)),
    Part(Merge, named_by=("absorbed_name",), hidden=("survivor", "absorbed", "made_by", "made_at", "undone_by")),
    Part(SetAside, named_by=("signal", "named"), hidden=("institution", "set_at", "set_by")),
    Part(Assessment, named_by=("occasion",), hidden=("institution", "level_reason")),
)

INSTITUTION_STORY = Story(Institution, parts=PARTS)

# Contacts are people: their history is for those who may see them.
INSTITUTION_STORY_WITH_CONTACTS = Story(
    Institution, parts=(*PARTS, Part(Contact, named_by=("name", "role"), hidden=("institution",)))
)

# The times that a move brings are told by the move.
REQUEST_STORY = Story(
    PartnershipRequest,
    hidden=("consented_at", "received_at", "answer_due_on", "answer_mail", "forgotten_at", "language"),
)

WORDING = ("group", "position", "title_en", "title_sv", "wording_en", "wording_sv", "always_in_words")

ASSESSMENT_STORY = Story(
    Assessment,
    parts=(
        Part(AssessmentAnswer, named_by=("question",), hidden=("assessment", *WORDING)),
        Part(
            AssessmentDecision,
            named_by=("role", "unit"),
            hidden=("assessment", "position", "scope", "note", "decided_by", "decided_at"),
        ),
    ),
)
