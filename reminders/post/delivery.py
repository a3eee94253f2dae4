"""Mails leave the outbox one by one, over one connection to the mail server for as long as it holds.

Trouble of the mail server delays; only what stands in the way of the very mail ends its attempts.
"""

import smtplib
import time
from contextlib import suppress
from dataclasses import dataclass
from email.errors import MessageError

from django.core.mail import EmailMultiAlternatives, get_connection

from reminders.enums import MailKind, MailTrouble
from reminders.models import OutgoingMail
from reminders.post.outbox import claim_next, note_sent, note_trouble
from reminders.post.sealed import opened

PERMANENT = 500
TOO_LARGE = 552  # the one answer to MAIL FROM that is about the mail; the others are about us
MAILS_A_CONNECTION = 100  # servers that hold on to nobody for long say so in the middle of a mail
MOST_FAULTS_IN_A_ROW = 3
NOT_SENDABLE = (ValueError, MessageError, smtplib.SMTPNotSupportedError)


@dataclass
class Turn:
    """One worker's turn at the outbox. ``is_cut_short``: its time was over while mails may still have been ready."""

    sent: int = 0
    is_cut_short: bool = False


def deliver_ready(seconds: float = float("inf")) -> Turn:
    """Send what is ready, for at most so many seconds and the mail in flight then.

    A server that cannot be reached, or breaks off three mails one after the other, ends the turn: the
    others keep their place and wait for the next turn instead of holding a worker for a time-out each.
    """
    ends_at = time.monotonic() + seconds
    with MailServer() as server:
        turn = Turn()
        while server.is_worth_another_mail:
            if time.monotonic() >= ends_at:
                turn.is_cut_short = True
                break
            mail = claim_next()
            if mail is None:
                break
            turn.sent += _deliver(mail, server)
    return turn


def _deliver(mail: OutgoingMail, server: "MailServer") -> bool:
    if not mail.is_recipient_here:
        note_trouble(mail, MailTrouble.LEFT)
        return False
    if not mail.to_address:
        note_trouble(mail, MailTrouble.NO_ADDRESS)
        return False
    try:
        server.hand_over(mail)
    except Exception as error:  # noqa: BLE001 (whatever a mail server does must not lose a mail)
        note_trouble(mail, server.trouble_of(error), words_of(error))
        return False
    note_sent(mail)
    return True


class MailServer:
    """The connection of one turn, opened when first needed and again after whatever broke it."""

    def __init__(self):
        self._connection = None
        self._is_open = False
        self._mails_over_it = 0
        self._faults_in_a_row = 0

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self._close()

    @property
    def is_worth_another_mail(self) -> bool:
        return self._faults_in_a_row < MOST_FAULTS_IN_A_ROW

    def hand_over(self, mail: OutgoingMail):
        """Returns when the server has taken the mail; raises whatever it, or the way there, did instead."""
        if self._mails_over_it >= MAILS_A_CONNECTION:
            self._close()
        if not self._is_open:
            self._open()
        as_message(mail, self._connection).send()
        self._mails_over_it += 1
        self._faults_in_a_row = 0

    def trouble_of(self, error: Exception) -> MailTrouble:
        """What the error means for the mail; the connection over which it came is not used again."""
        trouble = trouble_of(error) if self._is_open else MailTrouble.UNREACHABLE
        if trouble == MailTrouble.UNREACHABLE:
            self._faults_in_a_row += 1 if self._is_open else MOST_FAULTS_IN_A_ROW
        self._close()
        return trouble

    def _open(self):
        self._connection = get_connection()
        self._connection.open()
        self._is_open, self._mails_over_it = True, 0

    def _close(self):
        connection, self._connection, self._is_open = self._connection, None, False
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):  # it may have been closed from the other side
                connection.close()


def trouble_of(error: Exception) -> MailTrouble:
    """What it means that a mail was not taken over an open connection."""
    if isinstance(error, NOT_SENDABLE):
        return MailTrouble.UNSENDABLE
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return MailTrouble.REFUSED if min(codes) >= PERMANENT else MailTrouble.LATER
    if isinstance(error, smtplib.SMTPSenderRefused):
        return MailTrouble.REFUSED if error.smtp_code == TOO_LARGE else MailTrouble.UNREACHABLE
    if isinstance(error, smtplib.SMTPDataError):
        return MailTrouble.REFUSED if error.smtp_code >= PERMANENT else MailTrouble.LATER
    return MailTrouble.UNREACHABLE


def words_of(error: Exception) -> str:
    """What the mail server said, as it said it; for other errors their name and words."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_answer(*answer) for answer in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"


def _answer(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode(errors='replace') if isinstance(text, bytes) else text}"


def as_message(mail: OutgoingMail, connection=None) -> EmailMultiAlternatives:
    """The mail with its headers. One click ends the mails about its kinds of dates (RFC 8058), never decisions.

    What is sealed in it (``reminders.post.sealed``) is opened for the reader alone.
    """
    headers = {"Message-ID": mail.message_id}
    if mail.kind != MailKind.PARTNER:  # those a person has written, and is answered for
        headers["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe_url and mail.kind != MailKind.DECISION:
        headers["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(
        mail.subject,
        opened(mail.text),
        to=[mail.to_address],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=headers,
        connection=connection,
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message
