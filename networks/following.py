"""People may follow networks; whoever may read one is told what happened to it."""

from core.following import Followable, register
from networks.querysets import VIEW
from networks.story import NETWORK_STORY

register(Followable(NETWORK_STORY, VIEW))
