"""People may follow stays; what happened is told to those alone who may read their history."""

from core.following import Followable, register
from mobility.history_story import STAY_STORY

register(Followable(STAY_STORY, "mobility.view_history", related=("participant", "partner", "unit")))
