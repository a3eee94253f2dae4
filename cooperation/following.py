"""People may follow work plans and activities; who may read a history is told what happened."""

from cooperation.activities.story import ACTIVITY_STORY
from cooperation.plans.story import PLAN_STORY
from cooperation.rights import HISTORY
from core.following import Followable, register

register(Followable(PLAN_STORY, HISTORY, related=("unit",)))
register(Followable(ACTIVITY_STORY, HISTORY, related=("unit",)))
