"""The address by which a partner opens its factsheet: for one answer and some days; made, known again, revoked.

It is a random nonce under a seal of the installation's secret key. Its hash alone is looked for, so that the database,
a backup or the outbox gives no address away; and a mail that is sent again has the same one.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from core import history
from core.errors import PortalError, RightMissing
from partners.letters.kinds import within_reach
from partners.letters.querysets import WRITE
from partners.models import Contact, FactsheetLink
from reminders.post import sealed

SALT = "partners.factsheet"
NONCE_BYTES = 32
TOKEN_LENGTH = 64

history.describe("factsheet.ask", gettext_noop("asked for its factsheet to be confirmed"))
history.describe("factsheet.revoke", gettext_noop("took back the address for its factsheet"))


def token_of(link: FactsheetLink) -> str:
    return salted_hmac(SALT, link.nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def new_link(contact: Contact, *, actor) -> FactsheetLink:
    """An address for the partner of ``contact``; one that the same person had before stops working.

    In the caller's transaction, who has asked whether ``actor`` may write to the partner.
    """
    now = timezone.now()
    with history.action("factsheet.ask", actor=actor, right=WRITE):
        FactsheetLink.objects.usable(now).filter(contact=contact).update(revoked_at=now)
        link = FactsheetLink(
            institution_id=contact.institution_id,
            contact=contact,
            to_name=contact.name,
            nonce=secrets.token_urlsafe(NONCE_BYTES),
            asked_by=actor,
            expires_at=expires_at(),
        )
        link.token_hash = hash_of(token_of(link))
        link.save()
    return link


def expires_at():
    return timezone.now() + timedelta(days=settings.FACTSHEET_LINK_DAYS)


def link_of(token: str) -> FactsheetLink | None:
    """The link that ``token`` opens, in whatever state; None for one there is not."""
    if len(token) != TOKEN_LENGTH:
        return None
    return FactsheetLink.objects.select_related("institution__country").filter(token_hash=hash_of(token)).first()


@transaction.atomic
def revoke_link(link: FactsheetLink, *, actor) -> FactsheetLink:
    """Let the address work no more. Raises ``PortalError`` for one that does not anyway."""
    if not (actor.has_perm(WRITE) and link.institution_id in within_reach(actor, [link.institution_id])):
        raise RightMissing(_("You do not have the right to write to this partner."))
    locked = FactsheetLink.objects.select_for_update().get(pk=link.pk)
    if not FactsheetLink.objects.usable().filter(pk=locked.pk).exists():
        raise PortalError(_("This address does not work any more anyway."))
    locked.revoked_at = timezone.now()
    with history.action("factsheet.revoke", actor=actor, right=WRITE):
        locked.save(update_fields=["revoked_at"])
    return locked


def address_of(number: int, language: str = "") -> str:
    """The absolute address of one link, as a mail carries it; "" for one that is gone."""
    link = FactsheetLink.objects.filter(pk=number).first()
    if link is None:
        return ""
    with override(language or "en"):
        return settings.SITE_URL + reverse("factsheet:answer", args=[token_of(link)])


def mark_of(link: FactsheetLink, language: str) -> str:
    """What stands in a text in the place of the address until the mail leaves."""
    return sealed.seal(f"factsheet{language}", link.pk)


sealed.register("factsheeten", lambda number: address_of(number, "en"))
sealed.register("factsheetsv", lambda number: address_of(number, "sv"))
