"""Days counted from today, asked anew in every test: a run that begins in the evening goes on past midnight."""

from datetime import date, timedelta

from django.utils import timezone


def in_days(number: int) -> date:
    """The day ``number`` days from today, before it where negative."""
    return timezone.localdate() + timedelta(days=number)
