"""Which rows the history of an action is told from, and what they are called in it."""

from core.history_entries import Part, Story
from quality.models import Action, ActionCheck, ActionNote, Evidence

HIDDEN_OF_EVIDENCE = ("action", "follow_up", "file", "content_type", "size")

ACTION_STORY = Story(
    Action,
    parts=(
        Part(ActionNote, named_by=("text",), hidden=("action", "written_by")),
        Part(ActionCheck, named_by=("follow_up",), hidden=("action", "follow_up", "checked_by", "checked_at")),
        Part(Evidence, named_by=("title",), hidden=HIDDEN_OF_EVIDENCE),
    ),
)
