"""People may follow partners; what happens to their contacts is told to nobody there."""

from core.following import Followable, register
from partners.history_story import INSTITUTION_STORY

register(Followable(INSTITUTION_STORY, "partners.view_history"))
