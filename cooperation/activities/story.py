"""Which rows the history of an activity is told from, and what they are called in it."""

from cooperation.models import (
    Activity,
    ActivityBip,
    ActivityDocument,
    ActivityPartner,
    ActivityStay,
    FollowUpTask,
    NamedPerson,
    Output,
    ProgrammeItem,
)
from cooperation.plans.story import OVERRIDE
from core.history_entries import Part, Story

HIDDEN_OF_FILES = ("activity", "file", "content_type", "size", "uploaded_by", "uploaded_at")

ACTIVITY_STORY = Story(
    Activity,
    parts=(
        Part(ActivityPartner, named_by=("institution",), hidden=("activity", "position")),
        Part(NamedPerson, named_by=("name",), hidden=("activity", "position", "user")),
        Part(ProgrammeItem, named_by=("title",), hidden=("activity",)),
        Part(FollowUpTask, named_by=("text",), hidden=("activity",)),
        Part(Output, named_by=("title",), hidden=("activity",)),
        Part(ActivityDocument, named_by=("title",), hidden=HIDDEN_OF_FILES),
        # Whose stay it is, is for those who may read it.
        Part(ActivityStay, named_by=(), hidden=("activity", "stay")),
        Part(ActivityBip, named_by=("bip",), hidden=("activity",)),
        OVERRIDE,
    ),
)
