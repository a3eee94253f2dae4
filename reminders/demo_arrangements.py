"""What the demonstration's people have arranged about their dates: a rest, something not needed, hand-overs."""

from datetime import timedelta

from django.utils import timezone

from accounts.demo_accounts import demo_email
from accounts.models import User
from reminders.arrangements import hand_over_date, rest_date, settle_date
from reminders.dates import DateQuestion
from reminders.sources import WatchedDate


def arrange():
    """Through the services, as the people would; each takes the first date of a kind that is theirs and not near."""
    officer, coordinator, outsider, reader = (
        User.objects.get(email=demo_email(name)) for name in ("officer", "coordinator", "outsider", "reader")
    )
    if row := first_date(coordinator, "agreements.end", after_days=30):
        until = min(row.due_on, timezone.localdate() + timedelta(days=25))
        rest_date(row, actor=coordinator, until=until, reason="Their new coordinator starts next month")
    if row := first_date(outsider, "agreements.document_review"):
        settle_date(row, actor=outsider, reason="The annex is replaced by their course catalogue on the web")
    if row := first_date(officer, "agreements.document_review"):
        hand_over_date(row, actor=officer, to=reader, note="You were there in May: are the contacts still right?")
    if row := first_date(officer, "agreements.notice"):
        hand_over_date(row, actor=officer, to=outsider, note="Your department teaches most of it")


def first_date(person: User, kind: str, after_days: int = 0) -> WatchedDate | None:
    today = timezone.localdate()
    rows = DateQuestion(person, today, kinds=[kind], since=today + timedelta(days=after_days)).rows(1)
    return rows[0] if rows else None
