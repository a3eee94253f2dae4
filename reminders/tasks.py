import logging

from celery import shared_task
from django.conf import settings
from kombu.exceptions import OperationalError

from core.locks import place_among
from reminders import decision_mails, heartbeats, nights
from reminders.feed import noting
from reminders.models import OutgoingMail
from reminders.nightly import run_night
from reminders.post.delivery import deliver_ready

logger = logging.getLogger(__name__)

SECONDS_A_TURN = 20  # then other work of the same worker has its turn
MAILS_WORTH_A_HELPER = 100
PLACES = 7302  # the space of the locks that stand for one connection to the mail server each


@shared_task
def nightly():
    """Beat asks every quarter of an hour: the night's work, unless it has been done since it was due."""
    if nights.is_owed() and run_night():
        ask_for(deliver_mail)
        ask_for(note_feeds)


@shared_task(soft_time_limit=300)  # well within a mail's claim, so that nobody else sends it meanwhile
def deliver_mail():
    """Send what the outbox holds, for a while; where much waits, other workers are asked to help.

    At most as many work at it as one worker has processes. Beat asks every minute: an empty outbox
    costs one query.
    """
    waiting = OutgoingMail.objects.ready().count()
    if not waiting:
        return
    with place_among(PLACES, settings.CELERY_WORKER_CONCURRENCY) as place:
        if place is None:
            return
        if place == 0:
            helpers = min(settings.CELERY_WORKER_CONCURRENCY - 1, waiting // MAILS_WORTH_A_HELPER)
            ask_for(deliver_mail, times=helpers)
        turn = deliver_ready(SECONDS_A_TURN)
    if turn.is_cut_short:
        ask_for(deliver_mail)


@shared_task
def tell_decisions():
    """Beat asks every minute: what has come up for somebody's decision is told at once."""
    if decision_mails.tell_decisions():
        ask_for(deliver_mail)


@shared_task
def note_feeds():
    """After the night: what every calendar says, so that tomorrow's changes are told as changes."""
    noting.note_feeds()


@shared_task
def heartbeat():
    """A worker shows that it lives, and that it comes to what beat asks."""
    heartbeats.note()


def ask_for(task, times: int = 1):
    """Queue ``task``. While the queue does not answer it is left to beat, which asks again."""
    try:
        for _time in range(times):
            task.delay()
    except OperationalError:
        logger.warning("The queue does not answer; %s is left to beat", task.name)
