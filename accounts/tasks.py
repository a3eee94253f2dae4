from smtplib import SMTPException

from celery import shared_task

from accounts import mails

HALF_AN_HOUR = 30 * 60


@shared_task(
    name="accounts.tasks.deliver",
    autoretry_for=(SMTPException, OSError),
    retry_backoff=30,
    retry_backoff_max=HALF_AN_HOUR,
    max_retries=50,
)
def deliver(recipient: str, subject: str, text: str):
    """Send one account mail; while the mail server is down it is tried again for a day."""
    mails.deliver(recipient, subject, text)
