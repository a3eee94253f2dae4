"""The demonstration's mails: those of the last three nights, as if the sweep had run all along."""

from datetime import timedelta

from django.utils import timezone

from core.demo import builds_demo
from reminders.decision_mails import tell_decisions
from reminders.delivery import deliver_ready
from reminders.demo_arrangements import arrange
from reminders.demo_leaving import people_follow, people_leave
from reminders.demo_subscriptions import people_choose
from reminders.models import OutgoingMail, WatchedKind
from reminders.sources import sources
from reminders.sweep import sweep


@builds_demo(floor=6)
def build() -> str:
    today = timezone.localdate()
    for source in sources():
        WatchedKind.objects.filter(source=source.name).update(started_on=today - timedelta(days=365))
    arrange()
    people_leave()
    people_follow()
    people_choose()
    tell_decisions()
    for days_ago in (2, 1, 0):
        sweep(today - timedelta(days=days_ago))
    deliver_ready()
    return f"{OutgoingMail.objects.count()} mails about what is due"
