"""Mails about requests, each once: to the heads of the unit when a colleague proposes one, and the office's answer."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.enums import Role
from accounts.models import Membership, User
from core.institution_name import institution_name
from partners.models import PartnershipRequest
from reminders.enums import MailKind
from reminders.keepers import Presence
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

LONGEST_SUBJECT = 200


def heads_of(unit) -> list[User]:
    """Who leads the unit, or the nearest above it that anybody leads; who is away is replaced by their substitute."""
    presence = Presence(timezone.localdate())
    held = Membership.objects.filter(role=Role.HEAD).select_related("unit")
    above = [each for each in held if unit.path.startswith(each.unit.path) and presence.reaches(each.user_id)]
    nearest = max((len(each.unit.path) for each in above), default=0)
    heads = {each.user_id for each in above if len(each.unit.path) == nearest}
    return list(User.objects.filter(pk__in={presence.replaced_by.get(head, head) for head in heads}).order_by("pk"))


def tell_heads(partnership_request: PartnershipRequest, *, actor):
    """Put a mail into the outbox for each head of its unit, who is not the colleague who proposed it."""
    put_into_outbox(_to_head(partnership_request, head) for head in heads_of(partnership_request.unit) if head != actor)


def put_answer(partnership_request: PartnershipRequest) -> OutgoingMail:
    """The answer as a mail in the outbox, to the colleague or to the sender; at most one for each request."""
    to = partnership_request.proposed_by
    mail = OutgoingMail(
        recipient=to,
        to_address=to.email if to else partnership_request.person_email,
        kind=MailKind.REQUEST if partnership_request.is_ours else MailKind.PARTNER,
        day=timezone.localdate(),
        subject=partnership_request.answer_subject,
        text=partnership_request.answer_text,
        message_id=message_id("request-answer", partnership_request.pk),
    )
    return put_into_outbox([mail])[0]


def _to_head(partnership_request: PartnershipRequest, head: User) -> OutgoingMail:
    with override(head.language):
        words = {"unit": partnership_request.unit, "organisation": partnership_request.organisation}
        context = {
            "asked": partnership_request,
            "head": head,
            "link": settings.SITE_URL + partnership_request.get_absolute_url(),
            "institution": institution_name(),
        }
        return OutgoingMail(
            recipient=head,
            to_address=head.email,
            kind=MailKind.REQUEST,
            day=timezone.localdate(),
            subject=(_("%(unit)s proposes a partner: %(organisation)s") % words)[:LONGEST_SUBJECT],
            text=render_to_string("partners/requests/mail/proposed.txt", context),
            message_id=message_id("request-proposed", partnership_request.pk, head.pk),
        )
