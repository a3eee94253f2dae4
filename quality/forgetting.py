"""Where a dialogue names people who have no account here: a student of it may be forgotten in another room."""

from core.anonymise import names_are_written_in
from quality.models import AgreedStatement, DialogueMeeting, DialogueParticipant

names_are_written_in(DialogueParticipant, "name")
names_are_written_in(DialogueMeeting, "title", "agenda", "notes", "without_students_because")
names_are_written_in(AgreedStatement, "text")
