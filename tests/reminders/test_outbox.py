"""Mails leave the outbox whatever the mail server does; nothing is lost and everything is visible."""

import socket
import threading
from datetime import date, timedelta

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.utils import timezone

from core.errors import PortalError, RightMissing
from reminders.enums import MailState
from reminders.models import OutgoingMail
from reminders.outbox import deliver_ready, give_up_mail, retry_mail


class Inbox:
    """A mail server on this machine that answers as it is told to."""

    def __init__(self, answer="250 OK"):
        self.answer = answer
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the library's name)
        if self.answer.startswith("250"):
            self.received.append(envelope)
        return self.answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def inbox(settings):
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", controller.port, 2
    yield inbox
    controller.stop()


@pytest.fixture
def mail(officer):
    return write_mail(officer)


def write_mail(person, number=0, **fields):
    return OutgoingMail.objects.create(
        recipient=person,
        to_address=person.email,
        day=date(2027, 3, 1) + timedelta(days=number),
        subject=f"Mail {number}",
        text="Åäö: these dates need you",
        html="<p>Åäö</p>",
        message_id=f"<digest.{number}@example.org>",
        **fields,
    )


def again(mail):
    """As if the time to try again had come."""
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    return deliver_ready()


def test_a_mail_arrives_once_with_its_message_id(inbox, mail):
    assert (deliver_ready(), deliver_ready()) == (1, 0)
    (envelope,) = inbox.received
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, envelope.rcpt_tos) == (MailState.SENT, 1, [mail.to_address])
    assert b"Message-ID: <digest.0@example.org>" in envelope.content
    assert b"multipart/alternative" in envelope.content


@pytest.mark.parametrize("answer", ["451 Try later", "421 Closing"])
def test_a_server_that_says_later_delays(inbox, mail, answer):
    inbox.answer = answer
    assert deliver_ready() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.last_error[:13]) == (MailState.RETRY, "SMTPDataError")
    assert deliver_ready() == 0  # its time has not come
    inbox.answer = "250 OK"
    assert (again(mail), len(inbox.received)) == (1, 1)


def test_a_refusal_for_good_ends_the_attempts_and_can_be_retried_by_hand(inbox, mail, officer):
    inbox.answer = "554 We do not want this"
    deliver_ready()
    mail.refresh_from_db()
    assert (mail.state, "We do not want this" in mail.last_error) == (MailState.FAILED, True)
    assert again(mail) == 0
    inbox.answer = "250 OK"
    retry_mail(mail, actor=officer)
    assert (deliver_ready(), len(inbox.received)) == (1, 1)


def test_a_server_that_is_down_loses_nothing(settings, inbox, mail):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    assert deliver_ready() == 0
    mail.refresh_from_db()
    assert (mail.state, mail.last_error[:22]) == (MailState.RETRY, "ConnectionRefusedError")
    settings.EMAIL_PORT = port
    assert (again(mail), len(inbox.received)) == (1, 1)


def test_a_server_that_is_down_costs_one_attempt_a_run(settings, inbox, officer):
    for number in range(3):
        write_mail(officer, number)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    deliver_ready()
    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [MailState.RETRY, MailState.QUEUED, MailState.QUEUED]
    settings.EMAIL_PORT = port
    assert deliver_ready() == 2


def test_a_server_that_hangs_is_left_after_the_timeout(settings, mail):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = *silent.getsockname(), 1
        assert deliver_ready() == 0
    mail.refresh_from_db()
    assert (mail.state, "imed out" in mail.last_error or "imeout" in mail.last_error) == (MailState.RETRY, True)


def test_one_bad_mail_does_not_hold_up_the_others(inbox, officer, reader):
    nobody = write_mail(reader, 1)
    OutgoingMail.objects.filter(pk=nobody.pk).update(to_address="")
    write_mail(officer, 2)
    assert deliver_ready() == 1
    nobody.refresh_from_db()
    assert (nobody.state, nobody.last_error) == (
        MailState.FAILED,
        "PortalError: This person has no e-mail address.",
    )


def test_what_a_killed_worker_held_is_sent_when_its_claim_has_run_out(inbox, officer):
    now = timezone.now()
    held = write_mail(officer, 1, state=MailState.SENDING, claimed_until=now + timedelta(minutes=5))
    write_mail(officer, 2, state=MailState.SENDING, claimed_until=now - timedelta(seconds=1))
    assert deliver_ready() == 1
    held.refresh_from_db()
    assert held.state == MailState.SENDING


def test_attempts_come_later_and_later(settings, mail):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    waits = []
    for _attempt in range(9):
        OutgoingMail.objects.update(next_attempt_at=None)
        deliver_ready()
        mail.refresh_from_db()
        waits.append(round((mail.next_attempt_at - timezone.now()).total_seconds() / 60))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 360]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_mail_once(inbox, officer):
    for number in range(20):
        write_mail(officer, number)

    def work():
        try:
            deliver_ready()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert len(inbox.received) == 20
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {(MailState.SENT, 1)}


def test_only_the_office_decides_about_mails_and_only_about_unsent_ones(mail, officer, reader):
    with pytest.raises(RightMissing):
        retry_mail(mail, actor=reader)
    give_up_mail(mail, actor=officer)
    assert deliver_ready() == 0
    OutgoingMail.objects.update(state=MailState.SENT)
    with pytest.raises(PortalError, match="sent already"):
        retry_mail(mail, actor=officer)
