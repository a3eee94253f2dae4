"""The address by which a partner nominates to us: sent to a contact, known again, taken back.

How such an address is made: ``core.one_act_links``.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from core import history
from core.errors import PortalError, RightMissing
from core.institution_name import institution_name
from core.one_act_links import OneActAddresses
from mobility.models import NominationLink, NominationWindow
from partners.letters.kinds import within_reach
from partners.letters.querysets import WRITE
from partners.models import Contact
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post import sealed
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

addresses = OneActAddresses("mobility.nominations", "nominations:answer")
token_of = addresses.token_of
ADD = "mobility.add_mobility"

history.describe("nomination_link.send", gettext_noop("sent an address for nominations"))
history.describe("nomination_link.revoke", gettext_noop("took back the address for nominations"))
history.describe("nomination_link.use", gettext_noop("nominated by the partner’s address"))


@transaction.atomic
def ask_for_nominations(
    contacts: Iterable[Contact], *, actor, window: NominationWindow, unit, scheme, language: str = "en"
) -> list[NominationLink]:
    """Send each of ``contacts`` an address that works until the window closes; an earlier one of theirs stops working.

    Raises ``RightMissing`` for a unit or a partner that is not the actor's, ``PortalError`` for a closed window or
    nobody to write to.
    """
    contacts = [each for each in contacts if each.email]
    _require(actor, unit, {each.institution_id for each in contacts})
    if window.is_over():
        raise PortalError(_("This window is closed. Choose one that is open, or opens later."))
    if not contacts:
        raise PortalError(_("Tick at least one recipient."))
    links = [_new_link(each, actor, window=window, unit=unit, scheme=scheme) for each in contacts]
    put_into_outbox(_mail(link, actor, language) for link in links)
    return links


def link_of(token: str) -> NominationLink | None:
    """The link that ``token`` opens, in whatever state; None for one there is not."""
    known = NominationLink.objects.select_related("institution__country", "window", "unit", "scheme", "asked_by")
    return addresses.opened_by(token, known)


@transaction.atomic
def revoke_link(link: NominationLink, *, actor) -> NominationLink:
    """Let the address work no more. Raises ``PortalError`` for one that does not anyway."""
    locked = NominationLink.objects.select_for_update(of=("self",)).select_related("unit").get(pk=link.pk)
    _require(actor, locked.unit, {locked.institution_id})
    if not locked.is_usable:
        raise PortalError(_("This address does not work any more anyway."))
    locked.revoked_at = timezone.now()
    with history.action("nomination_link.revoke", actor=actor, right=ADD, about=locked):
        locked.save(update_fields=["revoked_at"])
    return locked


def _new_link(contact: Contact, actor, **about) -> NominationLink:
    now = timezone.now()
    link = NominationLink(
        institution_id=contact.institution_id,
        contact=contact,
        to_name=contact.name,
        asked_by=actor,
        expires_at=_end_of(about["window"].closes_on),
        **about,
    )
    addresses.give(link)
    with history.action("nomination_link.send", actor=actor, right=ADD, about=link):
        same = NominationLink.objects.usable(now).filter(contact=contact, window=link.window, unit=link.unit)
        same.update(revoked_at=now)
        link.save()
    return link


def _end_of(day) -> datetime:
    """The last instant of the day here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _mail(link: NominationLink, actor, language: str) -> OutgoingMail:
    with override(language):
        words = {"term": link.window.get_term_display(), "year": link.window.year, "institution": institution_name()}
        context = words | {"link": link, "address": sealed.seal(f"nominate{language}", link.pk), "person": actor}
        return OutgoingMail(
            recipient=None,
            to_address=link.contact.email,
            reply_to=actor.email or settings.OFFICE_EMAIL,
            kind=MailKind.PARTNER,
            day=timezone.localdate(),
            subject=(_("Nominations to %(institution)s: %(term)s %(year)s") % words)[:200],
            text=render_to_string("mobility/nominations/mail.txt", context),
            message_id=message_id("nominations", link.pk),
        )


def address_of(number: int, language: str) -> str:
    """The absolute address of one link, as its mail carries it; "" for one that is gone."""
    return addresses.absolute(NominationLink.objects, number, language)


def _require(actor, unit, institutions: set[int]):
    if not (actor.has_perm(ADD, unit) and actor.has_perm(WRITE)):
        raise RightMissing(_("You do not have the right to ask partners for nominations to this unit."))
    if institutions - within_reach(actor, institutions):
        raise RightMissing(_("You do not have the right to write to this partner."))


sealed.register("nominateen", lambda number: address_of(number, "en"))
sealed.register("nominatesv", lambda number: address_of(number, "sv"))
