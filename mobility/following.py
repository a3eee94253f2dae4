"""People may follow stays, projects, programmes and rounds; who may read a history is told what happened."""

from core.following import Followable, register
from mobility.bips.querysets import VIEW_BIP
from mobility.bips.story import BIP_STORY, SUPPORT_STORY
from mobility.history_story import STAY_STORY
from mobility.projects.story import PROJECT_STORY
from mobility.rounds.querysets import VIEW_ROUND
from mobility.rounds.story import STORY as ROUND_STORY

register(Followable(STAY_STORY, "mobility.view_history", related=("participant", "partner", "unit")))
register(Followable(PROJECT_STORY, "mobility.view_history", related=("scheme", "unit")))
register(Followable(BIP_STORY, VIEW_BIP, related=("unit",)))
register(Followable(ROUND_STORY, VIEW_ROUND, related=("unit",)))
register(Followable(SUPPORT_STORY, VIEW_BIP, related=("bip__unit",)))
