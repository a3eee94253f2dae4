"""People may follow work plans and activities; who may read a history is told what happened."""

from cooperation.activities.story import ACTIVITY_STORY
from cooperation.plans.story import PLAN_STORY
from cooperation.proposals.story import PROPOSAL_STORY
from cooperation.rights import HISTORY, VIEW_EVERY_PROPOSAL
from core.following import Followable, register

register(Followable(PLAN_STORY, HISTORY, related=("unit",)))
register(Followable(ACTIVITY_STORY, HISTORY, related=("unit",)))
register(Followable(PROPOSAL_STORY, VIEW_EVERY_PROPOSAL, related=("unit", "call__deadline")))
