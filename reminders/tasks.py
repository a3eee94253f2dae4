from celery import shared_task

from reminders.nightly import run_night
from reminders.outbox import deliver_ready


@shared_task
def nightly():
    """Beat's nightly job; running it twice, or late, does no harm."""
    run_night()
    deliver_mail.delay()


@shared_task
def deliver_mail():
    """Send what the outbox holds. Beat asks often; an empty outbox costs one query."""
    deliver_ready()
