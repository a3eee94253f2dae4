"""What the history of a version of a process is told from."""

from core.history_entries import Part, Story
from quality.models import ProcessStep, ProcessUnit, ProcessVersion

PROCESS_STORY = Story(
    ProcessVersion,
    parts=(
        Part(ProcessStep, named_by=("kind",), hidden=("version", "is_local", "position")),
        Part(ProcessUnit, named_by=("unit", "first_year"), hidden=("version",)),
    ),
    hidden=("is_local",),
)
