"""The secret addresses of a person's calendar: made, told again, renewed, switched off.

An address holds the person's number, which dates, and a signature by the installation's secret key over a nonce of the
person's: the database alone gives no address away, and another nonce makes every earlier address worthless at once.
"""

import logging
import secrets

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from core import history
from core.errors import RightMissing
from reminders.enums import FeedScope
from reminders.models import Subscription

logger = logging.getLogger(__name__)

RIGHT = "reminders.view_desk"
SALT = "reminders.feed"
NONCE_BYTES = 24
NOBODY = "0"  # a nonce that nobody has: what is forged is checked at the same pace

history.describe("calendar.address", gettext_noop("made a new address for their calendar"))
history.describe("calendar.off", gettext_noop("switched the address of their calendar off"))


@transaction.atomic
def renew_address(user: User, *, actor: User) -> Subscription:
    """Give ``user`` addresses for their calendar; those they had before stop working at once.

    Only the person does so: raises ``RightMissing`` for anybody else, and for those who have no desk.
    """
    return _write(user, actor, "calendar.address", secrets.token_urlsafe(NONCE_BYTES))


@transaction.atomic
def switch_off(user: User, *, actor: User) -> Subscription:
    """Let no address of ``user``'s calendar work any more, and forget what it said."""
    subscription = _write(user, actor, "calendar.off", "")
    subscription.feed_entries.all().delete()
    return subscription


def address_of(subscription: Subscription, scope: FeedScope) -> str:
    """The absolute address; "" while it is switched off."""
    if not subscription.calendar_nonce:
        return ""
    token = _signer(subscription.calendar_nonce).sign(f"{subscription.user_id}-{scope}")
    return settings.SITE_URL + reverse("reminders:feed", args=[token])


def read_token(token: str) -> tuple[Subscription, FeedScope] | None:
    """Whose calendar an address is, and which; None for one that is forged, old or off, or of somebody who has left."""
    number, _dash, scope = token.partition(".")[0].partition("-")
    subscription = _subscription(number)
    try:
        _signer(subscription.calendar_nonce if subscription else NOBODY).unsign(token)
    except BadSignature:
        return None
    if subscription is None or scope not in FeedScope.values or not subscription.user.has_perm(RIGHT):
        return None
    return subscription, FeedScope(scope)


def _subscription(number: str) -> Subscription | None:
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = Subscription.objects.select_related("user").exclude(calendar_nonce="")
    return found.filter(user=int(number), user__is_active=True).first()


def _signer(nonce: str) -> Signer:
    return Signer(sep=".", salt=f"{SALT}.{nonce}")


def _write(user: User, actor: User, code: str, nonce: str) -> Subscription:
    if actor.pk != user.pk or not user.has_perm(RIGHT):
        raise RightMissing(_("Everybody makes the address of their own calendar alone."))
    User.objects.select_for_update().only("pk").get(pk=user.pk)  # two first presses at once make one row
    with history.action(code, actor=actor):
        subscription, _new = Subscription.objects.get_or_create(user=user)
        subscription.calendar_nonce = nonce
        subscription.save(update_fields=["calendar_nonce"])
    logger.info("Person %s: %s", user.pk, code)
    return subscription
