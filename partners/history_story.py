"""Which rows the history of an institution is told from, and what they are called in it."""

from core.history_entries import Part, Story
from partners.models import Alias, Contact, Institution

NAMES = Part(Alias, named_by=("name",), hidden=("institution",))

INSTITUTION_STORY = Story(Institution, parts=(NAMES,))

# Contacts are people: their history is for those who may see them.
INSTITUTION_STORY_WITH_CONTACTS = Story(
    Institution, parts=(NAMES, Part(Contact, named_by=("name", "role"), hidden=("institution",)))
)
