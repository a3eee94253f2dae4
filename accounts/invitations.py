"""Inviting a person: a link that expires, works once, and lets them choose a password."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from accounts.mails import send_account_mail
from accounts.models import User
from core import history
from core.errors import PortalError

SALT = "accounts.invitation"
SECONDS_OF_A_DAY = 24 * 60 * 60


@transaction.atomic
def invite(user: User, *, actor) -> User:
    """Mail ``user`` the link with which they choose their password; an earlier link goes on working.

    Raises ``PortalError`` for a person who may not sign in or has a password already.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    refuse_to_invite(locked)
    locked.invited_at = timezone.now()
    with history.action("user.invite", actor=actor):
        locked.save(update_fields=["invited_at"])
    send_account_mail(
        locked, "accounts/mail/invitation", link=invitation_link(locked), days=settings.INVITATION_DAYS, inviter=actor
    )
    return locked


def refuse_to_invite(user: User):
    """Raise ``PortalError`` where an invitation makes no sense."""
    if not user.is_active:
        raise PortalError(_("%(person)s may not sign in, so an invitation would lead nowhere.") % {"person": user})
    if user.has_usable_password():
        raise PortalError(_("%(person)s has a password already and can ask for a new one.") % {"person": user})


def invitation_link(user: User) -> str:
    """The address that lets ``user`` choose a password, once, within ``INVITATION_DAYS``."""
    token = signing.dumps([user.pk, _fingerprint(user)], salt=SALT)
    return settings.SITE_URL + reverse("accounts:invitation_accept", args=[token])


def person_invited(token: str) -> User:
    """Who a link was made for. Raises ``PortalError`` for a link that is forged, expired or used."""
    gone = PortalError(_("This link is not valid any more. It may have been used, or it is too old."))
    try:
        pk, fingerprint = signing.loads(token, salt=SALT, max_age=settings.INVITATION_DAYS * SECONDS_OF_A_DAY)
    except signing.BadSignature as error:
        raise gone from error
    user = User.objects.active().filter(pk=pk).first()
    if user is None or not constant_time_compare(fingerprint, _fingerprint(user)):
        raise gone
    return user


@transaction.atomic
def accept_invitation(token: str, *, password: str) -> User:
    """Set the password the person chose; the mail reached them, so the address is theirs.

    Raises ``PortalError`` as ``person_invited``, ``ValidationError`` for a weak password.
    """
    user = User.objects.select_for_update().get(pk=person_invited(token).pk)
    person_invited(token)  # again under the lock: of two windows the second is refused
    validate_password(password, user)
    user.set_password(password)
    with history.action("user.join", actor=user):
        user.save(update_fields=["password"])
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    return user


def _fingerprint(user: User) -> str:
    """Changes when the password or the address does: that is what makes a link work once."""
    return salted_hmac(SALT, f"{user.password}{user.email}{user.is_active}").hexdigest()[:20]
