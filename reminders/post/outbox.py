"""The outbox: mails wait here until they are sent, and none is lost when worker, database or mail server fail.

A mail is claimed and committed before it is handed over (``reminders.post.delivery``); a claim runs out, so
what a killed worker held is sent by another. What stays undelivered waits for an officer's decision.
"""

import logging
import re
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import PortalError, RightMissing
from core.search_text import fold_all
from reminders.enums import MailAct, MailState, MailTrouble
from reminders.models import MailDecision, OutgoingMail

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=2)
LONGEST_WAIT = timedelta(hours=6)
LONGEST_ERROR = 1000
LINK = re.compile(r"https?://\S+")
STATE_AFTER = {
    MailTrouble.NO_ADDRESS: MailState.FAILED,
    MailTrouble.LEFT: MailState.GIVEN_UP,
    MailTrouble.UNREACHABLE: MailState.RETRY,
    MailTrouble.LATER: MailState.RETRY,
    MailTrouble.REFUSED: MailState.FAILED,
    MailTrouble.UNSENDABLE: MailState.FAILED,
}


def put_into_outbox(mails: Iterable[OutgoingMail]) -> list[OutgoingMail]:
    """Write new mails, in the caller's transaction, so that they can be found by what they say."""
    mails = list(mails)
    for mail in mails:
        name = mail.recipient.name if mail.recipient else ""
        mail.search_text = fold_all(name, mail.to_address, mail.subject, LINK.sub(" ", mail.text))
    return OutgoingMail.objects.bulk_create(mails)


@transaction.atomic
def claim_next() -> OutgoingMail | None:
    """The next mail to be sent, now this worker's until the claim runs out; None when none is ready."""
    now = timezone.now()
    ready = OutgoingMail.objects.ready(now).with_recipient_here().defer("search_text", "search_vector")
    mail = ready.select_for_update(skip_locked=True).order_by("pk").first()
    if mail is None:
        return None
    mail.state, mail.claimed_until = MailState.SENDING, now + timedelta(seconds=settings.MAIL_CLAIM_SECONDS)
    mail.attempts += 1
    mail.save(update_fields=["state", "claimed_until", "attempts"])
    return mail


def note_sent(mail: OutgoingMail):
    """The mail server has the mail; that holds whatever another worker made of it after a lost claim."""
    OutgoingMail.objects.filter(pk=mail.pk).update(
        state=MailState.SENT, sent_at=timezone.now(), trouble="", last_error="", claimed_until=None
    )


def note_trouble(mail: OutgoingMail, trouble: MailTrouble, said: str = ""):
    """What may pass is tried again, later and later; the rest ends here. A claim that was lost decides nothing."""
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(mail.attempts - 1, 10))
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.SENDING, attempts=mail.attempts).update(
        state=STATE_AFTER[trouble],
        trouble=trouble,
        last_error=said[:LONGEST_ERROR],
        next_attempt_at=timezone.now() + wait,
        claimed_until=None,
    )
    logger.warning("Mail %s was not delivered: %s", mail.pk, trouble.value)


@transaction.atomic
def retry_mail(mail: OutgoingMail, *, actor) -> OutgoingMail:
    """Put a mail that was not delivered back into the queue, to the address the person has now."""
    locked = _lock_unsent(mail, actor)
    _requeue(OutgoingMail.objects.filter(pk=locked.pk), actor)
    logger.info("Mail %s is tried again by decision of person %s", locked.pk, actor.pk)
    locked.refresh_from_db()
    return locked


@transaction.atomic
def retry_troubled_mails(*, actor) -> int:
    """Put every mail that was not delivered, and not given up, back into the queue; returns how many."""
    _require_right(actor)
    count = _requeue(OutgoingMail.objects.troubled(), actor)
    logger.info("%s mails are tried again by decision of person %s", count, actor.pk)
    return count


@transaction.atomic
def send_again(mails, *, actor) -> int:
    """Put those of ``mails`` (a queryset) that were not delivered back into the queue; returns how many.

    The caller has asked whether ``actor`` may; what was sent, or is being sent, stays as it is.
    """
    count = _requeue(mails.filter(state__in=MailState.may_be_retried), actor)
    logger.info("%s mails are sent again by decision of person %s", count, actor.pk)
    return count


@transaction.atomic
def give_up_mail(mail: OutgoingMail, *, actor) -> OutgoingMail:
    """End the attempts to deliver a mail; it stays in the list."""
    locked = _lock_unsent(mail, actor)
    locked.state, locked.decided_by, locked.decided_at = MailState.GIVEN_UP, actor, timezone.now()
    locked.save(update_fields=["state", "decided_by", "decided_at"])
    MailDecision.objects.create(mail=locked, act=MailAct.GIVE_UP, decided_by=actor)
    logger.info("Mail %s was given up by person %s", locked.pk, actor.pk)
    return locked


def _requeue(mails, actor) -> int:
    keys = list(mails.select_for_update().order_by("pk").values_list("pk", flat=True))
    MailDecision.objects.bulk_create(MailDecision(mail_id=key, act=MailAct.RETRY, decided_by=actor) for key in keys)
    address_now = User.objects.filter(pk=OuterRef("recipient")).values("email")
    return OutgoingMail.objects.filter(pk__in=keys).update(
        state=MailState.QUEUED,
        trouble="",
        last_error="",
        next_attempt_at=None,
        to_address=Coalesce(Subquery(address_now), F("to_address")),
        decided_by=actor,
        decided_at=timezone.now(),
    )


def _lock_unsent(mail, actor) -> OutgoingMail:
    _require_right(actor)
    locked = OutgoingMail.objects.select_for_update().get(pk=mail.pk)
    if locked.state in (MailState.SENT, MailState.SENDING):
        raise PortalError(_("This mail has been sent already, or is being sent at this moment."))
    return locked


def _require_right(actor):
    if not actor.has_perm("reminders.retry_mail"):
        raise RightMissing(_("You do not have the right to decide about mails."))
