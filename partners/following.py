"""People may follow partners, and requests; what happens to contacts of partners is told to nobody there."""

from core.following import Followable, register
from partners.history_story import INSTITUTION_STORY, REQUEST_STORY

register(Followable(INSTITUTION_STORY, "partners.view_history"))
register(Followable(REQUEST_STORY, "partners.view_request"))
