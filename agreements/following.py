"""People may follow agreements they do not keep."""

from agreements.history_story import AGREEMENT_STORY
from core.following import Followable, register

register(Followable(AGREEMENT_STORY, "agreements.view_history", related=("responsible_unit",)))
