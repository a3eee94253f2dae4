"""What the history of a round is told from; the people on its list have none of their own there."""

from core.history_entries import Part, Story
from mobility.models import ApplicationRound, FurtherRoundUnit, RoundPlace

STORY = Story(
    ApplicationRound,
    parts=(
        Part(RoundPlace, named_by=("condition", "places", "reason"), hidden=("round",)),
        Part(FurtherRoundUnit, named_by=("unit",)),
    ),
)
