"""The address by which a student or a partner signs one version, once (``core.one_act_links``)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from core import history
from core.errors import PortalError
from core.institution_name import institution_name
from core.one_act_links import OneActAddresses
from mobility.learning.enums import SigningRole
from mobility.learning.sides import is_signed_by_link, signer_of
from mobility.learning.windows import days_of
from mobility.learning.workflow import learning_workflow
from mobility.learning.writing import require
from mobility.models import LearningAgreementVersion, SigningLink
from mobility.querysets import CHANGE as KEEP
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post import sealed
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

addresses = OneActAddresses("mobility.learning", "signing:learning")
token_of = addresses.token_of
DAYS = 30

history.describe("learning.ask", gettext_noop("asked for a signature of the learning agreement"))


def link_of(token: str) -> SigningLink | None:
    """The link that ``token`` opens, in whatever state; None for one there is not."""
    return addresses.opened_by(token, SigningLink.objects.select_related("version__agreement__mobility__participant"))


@transaction.atomic
def ask_to_sign(version: LearningAgreementVersion, *, actor) -> SigningLink:
    """Send whoever signs next an address of their own; an earlier one for the same signature stops working.

    Raises ``PortalError`` where the next signature is ours, where none is due, or where the version is not ready.
    """
    require(actor, version.stay)
    versions = LearningAgreementVersion.objects.select_for_update(of=("self",))
    locked = versions.select_related("agreement__mobility__unit", "agreement__mobility__participant").get(pk=version.pk)
    role = locked.awaited
    if not role:
        raise PortalError(_("Nobody is to sign version %(number)s now.") % {"number": locked.number})
    if not is_signed_by_link(locked.stay, role):
        raise PortalError(_("The next signature is ours: sign it here."))
    if reasons := learning_workflow.unmet(f"sign_{role}", locked):
        raise PortalError(" ".join(reasons))
    with history.action("learning.ask", actor=actor, right=KEEP, about=locked):
        revoke_links(locked)
        link = _new_link(locked, role, actor)
        put_into_outbox([_mail(link, locked, actor)])
    return link


def revoke_links(version: LearningAgreementVersion):
    """Let every address for the version work no more, in the caller's transaction."""
    version.links.usable().update(revoked_at=timezone.now())


def _new_link(version, role: str, actor) -> SigningLink:
    name, address = signer_of(version, role)
    days = days_of("signing_link") or DAYS
    link = SigningLink(version=version, role=role, to_name=name, to_address=address, asked_by=actor)
    link.expires_at = timezone.now() + timedelta(days=days)
    addresses.give(link)
    link.save()
    return link


def _mail(link: SigningLink, version, actor) -> OutgoingMail:
    """In English, which all three share; the address is put in as it leaves."""
    with override("en"):
        context = {
            "link": link,
            "stay": version.stay,
            "version": version,
            "is_student": link.role == SigningRole.STUDENT,
            "address": sealed.seal("learning", link.pk),
            "institution": institution_name(),
        }
        return OutgoingMail(
            recipient=None,
            to_address=link.to_address,
            reply_to=(actor.email if actor else "") or settings.OFFICE_EMAIL,
            kind=MailKind.PARTNER,
            day=timezone.localdate(),
            subject=_("Learning agreement to sign: %(person)s") % {"person": version.stay.participant},
            text=render_to_string("mobility/learning/mail/sign.txt", context),
            message_id=message_id("learning", link.pk),
        )


def address_of(number: int) -> str:
    """The absolute address of one link, as a mail carries it; "" for one that is gone."""
    return addresses.absolute(SigningLink.objects, number)


sealed.register("learning", address_of)
