"""Which rows the history of a stay is told from, and what they are called in it."""

from core.history_entries import Story
from mobility.models import Mobility

# What a move brings is told by the move.
STAY_STORY = Story(Mobility)
