"""What of the deadline engine a person keeps."""

from core.keeping import register
from reminders.kept_dates import KeptDates
from reminders.kept_follows import KeptFollows
from reminders.kept_mentions import KeptMentions

register(KeptDates())
register(KeptFollows())
register(KeptMentions())
