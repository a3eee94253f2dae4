"""Which rows the history of a programme is told from, and what they are called in it."""

from core.history_entries import Part, Story
from mobility.models import Bip, BipPartner, SupportRequest

BIP_STORY = Story(Bip, parts=(Part(BipPartner, named_by=("institution", "funding"), hidden=("bip",)),))
# Whose place it is, is for those who may read the stay.
SUPPORT_STORY = Story(SupportRequest, hidden=("stay", "completed_at", "granted_at"))
