"""People may follow what the quality room keeps; who may read a history is told what happened."""

from core.following import Followable, register
from quality.actions.story import ACTION_STORY
from quality.followups.story import FOLLOW_UP_STORY
from quality.querysets import HISTORY

register(Followable(ACTION_STORY, HISTORY, related=("unit",)))
register(Followable(FOLLOW_UP_STORY, HISTORY, related=("process", "version", "unit")))
