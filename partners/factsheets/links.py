"""The address by which a partner opens its factsheet: for one answer and some days; made, known again, revoked.

How such an address is made: ``core.one_act_links``.
"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError, RightMissing
from core.one_act_links import OneActAddresses
from partners.letters.kinds import within_reach
from partners.letters.querysets import WRITE
from partners.models import Contact, FactsheetLink
from reminders.post import sealed

addresses = OneActAddresses("partners.factsheet", "factsheet:answer")
token_of = addresses.token_of

history.describe("factsheet.ask", gettext_noop("asked for its factsheet to be confirmed"))
history.describe("factsheet.revoke", gettext_noop("took back the address for its factsheet"))


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
            asked_by=actor,
            expires_at=expires_at(),
        )
        addresses.give(link)
        link.save()
    return link


def expires_at():
    return timezone.now() + timedelta(days=settings.FACTSHEET_LINK_DAYS)


def link_of(token: str) -> FactsheetLink | None:
    """The link that ``token`` opens, in whatever state; None for one there is not."""
    return addresses.opened_by(token, FactsheetLink.objects.select_related("institution__country"))


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
    return addresses.absolute(FactsheetLink.objects, number, language or "en")


def mark_of(link: FactsheetLink, language: str) -> str:
    """What stands in a text in the place of the address until the mail leaves."""
    return sealed.seal(f"factsheet{language}", link.pk)


sealed.register("factsheeten", lambda number: address_of(number, "en"))
sealed.register("factsheetsv", lambda number: address_of(number, "sv"))
