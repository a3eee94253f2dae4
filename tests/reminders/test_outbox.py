"""Mails leave the outbox whatever the mail server does; nothing is lost and everything is visible."""

import smtplib
import threading
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone

from accounts.enums import Role
from core.errors import PortalError, RightMissing
from reminders.enums import MailKind, MailState, MailTrouble
from reminders.models import OutgoingMail
from reminders.post import delivery
from reminders.post.delivery import deliver_ready
from reminders.post.outbox import claim_next, give_up_mail, note_sent, note_trouble, put_into_outbox, retry_mail
from reminders.post.outbox import retry_troubled_mails as retry_all
from tests.reminders.post_office import CLOSE, HANG, Grumbler, Inbox, free_port, write_mail

SENT, RETRY, FAILED, QUEUED = MailState.SENT, MailState.RETRY, MailState.FAILED, MailState.QUEUED
UNREACHABLE, LATER, REFUSED = MailTrouble.UNREACHABLE, MailTrouble.LATER, MailTrouble.REFUSED


@pytest.fixture
def smtp(settings):
    """Point the portal at a mail server: ``smtp(server.port)``."""

    def use(port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 1

    return use


@pytest.fixture
def inbox(smtp):
    with Inbox().open() as inbox:
        smtp(inbox.port)
        yield inbox


@pytest.fixture
def grumbler(smtp):
    with Grumbler().open() as grumbler:
        smtp(grumbler.port)
        yield grumbler


@pytest.fixture
def mail(officer):
    return write_mail(officer)


def again(mail):
    """As if the time to try again had come."""
    OutgoingMail.objects.filter(pk=mail.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    return deliver_ready().sent


def standing(mail):
    mail.refresh_from_db()
    return mail.state, mail.trouble


def test_a_mail_arrives_once_with_its_message_id(inbox, mail):
    assert (deliver_ready().sent, deliver_ready().sent) == (1, 0)
    (envelope,) = inbox.received
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, envelope.rcpt_tos) == (SENT, 1, [mail.to_address])
    message = message_from_bytes(envelope.content)
    assert message["Message-ID"] == mail.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


@pytest.mark.parametrize(("kind", "is_offered"), [("digest", True), ("weekly", True), ("decision", False)])
def test_one_click_ends_reminders_and_never_decisions(inbox, officer, kind, is_offered):
    url = "https://portal.example.org/mail/unsubscribe/" + "a1b2:c3d4-" * 40 + "/"
    write_mail(officer, kind=kind, unsubscribe_url=url)
    deliver_ready()
    message = message_from_bytes(inbox.received[0].content)
    one_click = ("".join(message.get("List-Unsubscribe", "").split()), message["List-Unsubscribe-Post"])
    assert one_click == ((f"<{url}>", "List-Unsubscribe=One-Click") if is_offered else ("", None))


ONE_MAIL_IS_REFUSED = (FAILED, REFUSED)
ONE_MAIL_LATER = (RETRY, LATER)
SERVER_IN_TROUBLE = (RETRY, UNREACHABLE)


@pytest.mark.parametrize(
    ("stage", "answer", "comes_to"),
    [
        ("connect", "421 Too busy", SERVER_IN_TROUBLE),
        ("connect", "554 Not from you", SERVER_IN_TROUBLE),
        ("connect", CLOSE, SERVER_IN_TROUBLE),
        ("connect", HANG, SERVER_IN_TROUBLE),
        ("EHLO", CLOSE, SERVER_IN_TROUBLE),
        ("MAIL", "451 Disk full", SERVER_IN_TROUBLE),
        ("MAIL", "550 Who are you?", SERVER_IN_TROUBLE),
        ("MAIL", "552 Too large", ONE_MAIL_IS_REFUSED),
        ("MAIL", HANG, SERVER_IN_TROUBLE),
        ("MAIL", CLOSE, SERVER_IN_TROUBLE),
        ("RCPT", "450 Greylisted", ONE_MAIL_LATER),
        ("RCPT", "550 No such person", ONE_MAIL_IS_REFUSED),
        ("RCPT", HANG, SERVER_IN_TROUBLE),
        ("RCPT", CLOSE, SERVER_IN_TROUBLE),
        ("DATA", "451 Try later", ONE_MAIL_LATER),
        ("DATA", "554 We do not want this", ONE_MAIL_IS_REFUSED),
        ("DATA", HANG, SERVER_IN_TROUBLE),
        ("DATA", CLOSE, SERVER_IN_TROUBLE),
        ("content", "421 Closing", ONE_MAIL_LATER),
        ("content", "452 Out of space", ONE_MAIL_LATER),
        ("content", "554 Looks like spam", ONE_MAIL_IS_REFUSED),
        ("content", HANG, SERVER_IN_TROUBLE),
        ("content", CLOSE, SERVER_IN_TROUBLE),
    ],
)
def test_whatever_a_server_does_nothing_is_lost_and_it_is_sent_later(grumbler, mail, officer, stage, answer, comes_to):
    grumbler.answers[stage] = answer
    assert deliver_ready().sent == 0
    assert standing(mail) == comes_to
    assert mail.last_error
    if answer[:3].isdigit() and "connect" not in stage:
        assert mail.last_error == answer
    assert deliver_ready().sent == 0  # its time has not come, or an officer decides

    grumbler.answers.clear()
    if mail.state == FAILED:
        retry_mail(mail, actor=officer)
    assert again(mail) == 1
    assert standing(mail) == (SENT, "")
    assert len(grumbler.received) == 1


def test_a_server_that_is_down_delays_one_mail_and_leaves_the_others_their_place(smtp, officer):
    for number in range(3):
        write_mail(officer, number)
    smtp(free_port())
    assert deliver_ready().sent == 0
    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RETRY, QUEUED, QUEUED]
    with Inbox().open() as inbox:
        smtp(inbox.port)
        assert deliver_ready().sent == 2


def test_a_server_that_breaks_off_every_mail_is_left_after_three(grumbler, officer):
    for number in range(5):
        write_mail(officer, number)
    grumbler.answers["content"] = CLOSE
    assert deliver_ready().sent == 0
    states = OutgoingMail.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RETRY, RETRY, RETRY, QUEUED, QUEUED]


def test_mails_share_a_connection_but_not_for_ever(grumbler, officer, monkeypatch):
    monkeypatch.setattr(delivery, "MAILS_A_CONNECTION", 3)
    for number in range(7):
        write_mail(officer, number)
    assert deliver_ready().sent == 7
    assert grumbler.connections == 3


def test_a_turn_ends_with_its_time_and_says_so(inbox, officer):
    for number in range(3):
        write_mail(officer, number)
    turn = deliver_ready(seconds=0)
    assert (turn.sent, turn.is_cut_short) == (0, True)
    turn = deliver_ready(seconds=30)
    assert (turn.sent, turn.is_cut_short) == (3, False)


def test_the_server_is_given_a_time_out(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert 0 < get_connection().timeout <= 60


def test_who_has_no_address_is_visible_and_gets_the_mail_once_there_is_one(inbox, officer, reader):
    nobody = write_mail(reader, 1, to_address="")
    write_mail(officer, 2)
    assert deliver_ready().sent == 1
    assert standing(nobody) == (FAILED, MailTrouble.NO_ADDRESS)
    assert nobody.get_trouble_display() == "This person has no e-mail address."
    retry_mail(nobody, actor=officer)
    assert deliver_ready().sent == 1
    assert inbox.received[-1].rcpt_tos == [reader.email]


@pytest.mark.parametrize("how", ["closed", "without a role", "removed"])
def test_who_left_before_delivery_gets_no_mail(inbox, person, unit, how):
    gone = person(Role.COORDINATOR, unit)
    mail = write_mail(gone)
    if how == "closed":
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    elif how == "without a role":
        gone.memberships.all().delete()
    else:
        OutgoingMail.objects.update(recipient=None)
    assert deliver_ready().sent == 0
    assert standing(mail) == (MailState.GIVEN_UP, MailTrouble.LEFT)
    assert inbox.received == []


def test_a_mail_that_cannot_be_written_down_ends_here(inbox, officer):
    cursed = write_mail(officer, 1)
    OutgoingMail.objects.update(subject="Two\nlines")
    write_mail(officer, 2)
    assert deliver_ready().sent == 1
    assert standing(cursed) == (FAILED, MailTrouble.UNSENDABLE)


def test_what_a_killed_worker_held_is_sent_when_its_claim_has_run_out(inbox, officer):
    now = timezone.now()
    held = write_mail(officer, 1, state=MailState.SENDING, claimed_until=now + timedelta(minutes=5))
    write_mail(officer, 2, state=MailState.SENDING, claimed_until=now - timedelta(seconds=1))
    assert deliver_ready().sent == 1
    assert standing(held)[0] == MailState.SENDING


def test_a_claim_lasts_as_long_as_the_setting_says(settings, mail):
    settings.MAIL_CLAIM_SECONDS = 3
    claimed = claim_next()
    assert timedelta(seconds=2) < claimed.claimed_until - timezone.now() <= timedelta(seconds=3)


def test_a_worker_that_lost_its_claim_spoils_nothing(mail):
    slow = claim_next()
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    quick = claim_next()
    note_sent(quick)
    note_trouble(slow, UNREACHABLE, "timed out")
    assert standing(mail) == (SENT, "")


def test_a_slow_worker_whose_mail_arrived_after_all_is_believed(mail):
    slow = claim_next()
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    quick = claim_next()
    note_trouble(quick, UNREACHABLE, "timed out")
    note_sent(slow)
    assert standing(mail) == (SENT, "")


def test_attempts_come_later_and_later(smtp, mail):
    smtp(free_port())
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
    assert set(OutgoingMail.objects.values_list("state", "attempts")) == {(SENT, 1)}


def test_only_the_office_decides_about_mails_and_only_about_unsent_ones(mail, officer, reader):
    for decide in (retry_mail, give_up_mail):
        with pytest.raises(RightMissing):
            decide(mail, actor=reader)
    with pytest.raises(RightMissing):
        retry_all(actor=reader)
    give_up_mail(mail, actor=officer)
    assert deliver_ready().sent == 0
    for state in (SENT, MailState.SENDING):
        OutgoingMail.objects.update(state=state)
        with pytest.raises(PortalError, match="sent already"):
            retry_mail(mail, actor=officer)


def test_every_decision_about_a_mail_is_kept_with_who_made_it_and_when(mail, officer, administrator):
    before = timezone.now()
    retry_mail(mail, actor=officer)
    give_up_mail(mail, actor=administrator)
    retry_mail(mail, actor=officer)
    mail.refresh_from_db()
    assert mail.decided_by == officer
    kept = list(mail.decisions.values_list("act", "decided_by", "decided_at"))
    assert [each[:2] for each in kept] == [
        ("retry", officer.pk),
        ("give_up", administrator.pk),
        ("retry", officer.pk),
    ]
    assert all(before <= at <= timezone.now() for _act, _person, at in kept)


def test_all_that_was_not_delivered_is_tried_again_at_once(inbox, officer, reader):
    troubled = [
        write_mail(reader, 1, state=FAILED, trouble=REFUSED, to_address="old@example.org"),
        write_mail(officer, 2, state=RETRY, trouble=LATER, next_attempt_at=timezone.now() + timedelta(hours=6)),
    ]
    others = [write_mail(officer, 3 + at, state=state) for at, state in enumerate((SENT, MailState.GIVEN_UP))]
    assert retry_all(actor=officer) == 2
    assert [standing(mail) for mail in troubled] == [(QUEUED, "")] * 2
    assert [standing(mail)[0] for mail in others] == [SENT, MailState.GIVEN_UP]
    assert deliver_ready().sent == 2
    assert [envelope.rcpt_tos for envelope in inbox.received] == [[reader.email], [officer.email]]
    assert retry_all(actor=officer) == 0


def test_the_queue_is_found_through_its_own_small_index(officer):
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            recipient=officer, day=timezone.localdate(), kind=MailKind.DECISION, state=SENT, message_id=f"<{n}>"
        )
        for n in range(2000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reminders_outgoingmail")
    assert "mail_under_way" in OutgoingMail.objects.ready().order_by("pk")[:1].explain()


def test_mails_are_found_by_what_they_told_whatever_the_accents(officer, reader):
    told = OutgoingMail(
        recipient=reader,
        to_address=reader.email,
        day=timezone.localdate(),
        subject="2 overdue",
        text="Politechnika Gdańska, ends 3 May\nhttps://portal.example.org/agreements/7/",
        message_id="<1>",
    )
    other = OutgoingMail(recipient=officer, day=timezone.localdate(), subject="Łódź", text="", message_id="<2>")
    put_into_outbox([told, other])

    def found(words):
        return list(OutgoingMail.objects.matching(words).order_by("pk"))

    assert found("gdanska") == found("GDAŃ reader") == found("overdue") == found(reader.email) == [told]
    assert found("lodz") == found("officer") == [other]
    assert found("gdanska officer") == found("portal example") == []
    type(reader).objects.filter(pk=reader.pk).update(search_text="new name")
    assert found("new name") == [told]


def test_what_a_server_says_is_kept_in_its_words():
    said = delivery.words_of
    assert said(smtplib.SMTPRecipientsRefused({"a@x": (550, b"No"), "b@x": (451, b"Later")})) == "550 No; 451 Later"
    assert said(smtplib.SMTPDataError(554, b"\xff spam")) == "554 � spam"
    assert said(TimeoutError("timed out")) == "TimeoutError: timed out"
