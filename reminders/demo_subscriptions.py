"""The demonstration's wishes: one reads weekly and has switched a kind off, one wants decisions with the rest."""

from accounts.demo_accounts import demo_email
from accounts.models import User
from reminders.enums import Rhythm, Weekday
from reminders.subscriptions import change_subscription


def people_choose():
    outsider = User.objects.get(email=demo_email("outsider"))
    change_subscription(
        outsider,
        actor=outsider,
        rhythm=Rhythm.WEEKLY,
        weekday=Weekday.MONDAY,
        silenced=["agreements.document_review"],
    )
    vice_chancellor = User.objects.get(email=demo_email("vice-chancellor"))
    change_subscription(vice_chancellor, actor=vice_chancellor, has_decisions_at_once=False)
