"""The demonstration's mails: those of the last three nights, as if the sweep had run all along."""

from datetime import date, timedelta

from django.utils import timezone

from core.demo import builds_demo
from reminders.decision_mails import tell_decisions
from reminders.demo_arrangements import arrange
from reminders.demo_comments import people_talk
from reminders.demo_leaving import people_follow, people_leave
from reminders.demo_subscriptions import people_choose
from reminders.models import Night, OutgoingMail, WatchedKind
from reminders.nightly import run_night
from reminders.nights import latest_due
from reminders.post.delivery import deliver_ready
from reminders.sources import sources


@builds_demo(floor=6)
def build() -> str:
    today = timezone.localdate()
    for source in sources():
        WatchedKind.objects.filter(source=source.name).update(started_on=today - timedelta(days=365))
    arrange()
    people_leave()
    people_follow()
    people_choose()
    comments = people_talk()
    tell_decisions()
    for days_ago in (2, 1, 0):
        _spend_night(today, days_ago)
    deliver_ready()
    return f"{OutgoingMail.objects.count()} mails about what is due, {comments} comments"


def _spend_night(today: date, days_ago: int):
    """The night's work of an earlier day, kept as if it had been done then."""
    night = run_night(today - timedelta(days=days_ago))
    if days_ago:
        began = latest_due() - timedelta(days=days_ago)
        took = night.finished_at - night.started_at
        Night.objects.filter(pk=night.pk).update(started_at=began, finished_at=began + took)
