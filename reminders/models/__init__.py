from reminders.models.arrangements import Arrangement
from reminders.models.decisions import DecisionNotice
from reminders.models.feeds import FeedEntry
from reminders.models.hand_overs import HandedThing, HandOver
from reminders.models.kinds import Sighting, WatchedKind
from reminders.models.mail import MailDecision, OutgoingMail
from reminders.models.nights import Night
from reminders.models.notices import Notice
from reminders.models.subscriptions import Subscription

__all__ = [
    "Arrangement",
    "DecisionNotice",
    "FeedEntry",
    "HandOver",
    "HandedThing",
    "MailDecision",
    "Night",
    "Notice",
    "OutgoingMail",
    "Sighting",
    "Subscription",
    "WatchedKind",
]
