"""The outbox: mails leave it one by one, and none is lost when worker, database or mail server fail.

A mail is claimed and committed before it is handed over; a claim runs out, so what a killed worker
held is sent by another. Trouble of the mail server delays; only a refusal of the very mail ends the attempts.
"""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import PortalError, RightMissing
from reminders.enums import MailState
from reminders.models import OutgoingMail

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
PERMANENT = 500
LONGEST_ERROR = 1000


def deliver_ready(limit: int = 1000) -> int:
    """Send what is ready, at most ``limit`` mails; returns how many were accepted by the mail server.

    A server that cannot be reached ends the run after one mail: the others keep their place and
    wait for the next run instead of holding a worker for a time-out each.
    """
    accepted = 0
    connection = None
    for _number in range(limit):
        mail = _claim_next()
        if mail is None:
            break
        try:
            connection = connection or _open()
            _hand_over(mail, connection)
        except Exception as error:  # noqa: BLE001 (whatever a mail server does must not lose a mail)
            _note_failure(mail, error)
            if connection is None:
                break
            connection = _close(connection)
        else:
            _note_success(mail)
            accepted += 1
    _close(connection)
    return accepted


@transaction.atomic
def _claim_next() -> OutgoingMail | None:
    now = timezone.now()
    mail = OutgoingMail.objects.ready(now).select_for_update(skip_locked=True).order_by("pk").first()
    if mail is None:
        return None
    mail.state, mail.claimed_until = MailState.SENDING, now + CLAIM
    mail.attempts += 1
    mail.save(update_fields=["state", "claimed_until", "attempts"])
    return mail


def _open():
    connection = get_connection()
    connection.open()
    return connection


def _close(connection):
    if connection is not None:
        try:
            connection.close()
        except (OSError, smtplib.SMTPException):
            logger.info("The mail server had closed the connection already")


def _hand_over(mail: OutgoingMail, connection):
    if not mail.to_address:
        raise PortalError(_("This person has no e-mail address."))
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to_address],
        headers={"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _note_success(mail: OutgoingMail):
    mail.state, mail.sent_at, mail.last_error, mail.claimed_until = MailState.SENT, timezone.now(), "", None
    mail.save(update_fields=["state", "sent_at", "last_error", "claimed_until"])


def _note_failure(mail: OutgoingMail, error: Exception):
    """Refusals of this very mail end here; whatever may pass is tried again, later and later."""
    mail.state = MailState.FAILED if _is_refusal(error) else MailState.RETRY
    mail.next_attempt_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(mail.attempts - 1, 10))
    mail.claimed_until = None
    mail.last_error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    mail.save(update_fields=["state", "next_attempt_at", "claimed_until", "last_error"])
    logger.warning("Mail %s was not accepted: %s", mail.pk, type(error).__name__)


def _is_refusal(error: Exception) -> bool:
    if isinstance(error, PortalError):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPDataError) and error.smtp_code >= PERMANENT


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, actor) -> OutgoingMail:
    """Put a mail that was not delivered back into the queue, for now."""
    locked = _lock_unsent(mail, actor)
    locked.state, locked.next_attempt_at = MailState.QUEUED, None
    locked.to_address = locked.recipient.email if locked.recipient else locked.to_address
    locked.save(update_fields=["state", "next_attempt_at", "to_address"])
    logger.info("Mail %s is tried again by decision of person %s", locked.pk, actor.pk)
    return locked


@transaction.atomic
def give_up_mail(mail: OutgoingMail, *, actor) -> OutgoingMail:
    """End the attempts to deliver a mail; it stays in the list."""
    locked = _lock_unsent(mail, actor)
    locked.state = MailState.GIVEN_UP
    locked.save(update_fields=["state"])
    logger.info("Mail %s was given up by person %s", locked.pk, actor.pk)
    return locked


def _lock_unsent(mail, actor) -> OutgoingMail:
    if not actor.has_perm("reminders.retry_mail"):
        raise RightMissing(_("You do not have the right to decide about mails."))
    locked = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if locked.state in (MailState.SENT, MailState.SENDING):
        raise PortalError(_("This mail has been sent already, or is being sent at this moment."))
    return locked
