"""Mails about requests for support, each once: where one stands, when one is granted, refused or let go."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.institution_name import institution_name
from core.money import in_round_euro
from mobility.models import SupportRequest
from mobility.support.enums import SupportState
from mobility.support.rules import position_of
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

LONGEST_SUBJECT = 200


def tell(asked: SupportRequest, *, note: str = ""):
    """Put a mail into the outbox for whoever asked; the state says what is told, so nothing is told twice."""
    person = asked.asked_by
    if person is None:
        return
    with override(person.language):
        subject = f"{asked.bip.title}: {asked.get_state_display()}"[:LONGEST_SUBJECT]
        context = {
            "person": person,
            "asked": asked,
            "sentence": sentence_about(asked),
            "note": note,
            "link": settings.SITE_URL + asked.get_absolute_url(),
            "institution": institution_name(),
        }
        text = render_to_string("mobility/support/mail/told.txt", context)
    mail = OutgoingMail(
        recipient=person,
        to_address=person.email,
        kind=MailKind.SUPPORT,
        day=timezone.localdate(),
        subject=subject,
        text=text,
        message_id=message_id("support", asked.pk, asked.state),
    )
    put_into_outbox([mail])


def sentence_about(asked: SupportRequest) -> str:
    """Where the request stands, as one sentence for a person."""
    if asked.state == SupportState.GRANTED and asked.contribution:
        sentence = _("It is granted, with a development contribution of %(amount)s.")
        return sentence % {"amount": in_round_euro(asked.contribution)}
    if asked.state == SupportState.WAITING:
        position = position_of(asked)
        return _("It is complete and stands at place %(position)s of the waiting list.") % {"position": position}
    return {
        SupportState.DRAFT: _("It has not been sent yet."),
        SupportState.GRANTED: _("It is granted."),
        SupportState.REFUSED: _("The international office has refused it."),
        SupportState.WITHDRAWN: _("It is withdrawn."),
    }[SupportState(asked.state)]
