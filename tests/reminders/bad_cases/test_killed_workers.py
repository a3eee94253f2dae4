"""A worker is killed in the middle of its work, over and over."""

import os
import signal
from collections import Counter
from email import message_from_bytes

from reminders.enums import MailState
from reminders.models import OutgoingMail
from tests.operations.conftest import becomes
from tests.reminders.post_office import write_mail

MAILS = 500
KILLS = 10
WHOLE_WORKERS = 3  # each takes seconds to start anew; the other kills are of the process that is sending


def test_ten_kills_in_a_batch_of_five_hundred_mails_lose_none_and_repeat_what_was_in_flight(portal, inbox, officer):
    for number in range(MAILS):
        write_mail(officer, number)
    worker = portal.start_worker()
    portal.ask("deliver_mail")
    for kill in range(1, KILLS + 1):
        assert becomes(lambda kill=kill: asked_again(portal, inbox, at_least=kill * MAILS // (KILLS + 1)), 30)
        if kill % (KILLS // WHOLE_WORKERS) == 0:
            os.killpg(worker.pid, signal.SIGKILL)
            worker = portal.start_worker()
        else:
            worker.children()[0].kill()
    assert becomes(lambda: asked_again(portal, inbox, at_least=MAILS) and all_sent(), 60)

    arrived = Counter(message_from_bytes(envelope.content)["Message-ID"] for envelope in inbox.received)
    assert len(arrived) == MAILS
    assert max(arrived.values()) <= 2
    assert arrived.total() - MAILS <= KILLS
    claimed_again = OutgoingMail.objects.filter(attempts__gt=1).count()
    assert 0 < claimed_again <= KILLS
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {MailState.SENT}


def asked_again(portal, inbox, *, at_least) -> bool:
    """Beat asks every minute; here it asks all the time. A kill takes with it what its process was asked."""
    portal.ask("deliver_mail")
    return len(inbox.received) >= at_least


def all_sent() -> bool:
    return not OutgoingMail.objects.exclude(state=MailState.SENT).exists()
