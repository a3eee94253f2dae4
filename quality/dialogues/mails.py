"""The invitation to a dialogue: a mail in each person's language, and the meeting as a calendar file."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.institution_name import institution_name
from quality.models import DialogueMeeting, DialogueParticipant, FollowUp
from reminders.enums import MailKind
from reminders.feed.events import Feed, FeedEvent
from reminders.feed.rendering import as_icalendar
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

LONGEST_SUBJECT = 200


def invite_by_mail(meeting: DialogueMeeting, participants: Iterable[DialogueParticipant], *, actor):
    """Put one mail each into the outbox; every participant given has an account."""
    put_into_outbox(_mail(meeting, row, actor) for row in participants)


def _mail(meeting: DialogueMeeting, participant: DialogueParticipant, actor) -> OutgoingMail:
    person = participant.user
    with override(person.language):
        title = _("Invitation: %(meeting)s") % {"meeting": meeting.title}
        context = {
            "person": person,
            "actor": actor,
            "meeting": meeting,
            "follow_up": meeting.follow_up,
            "group": participant.get_group_display(),
            "link": _link_for(person, meeting),
            "calendar_link": settings.SITE_URL + reverse("quality:dialogue_calendar", args=[meeting.pk]),
            "institution": institution_name(),
        }
        text = render_to_string("quality/dialogues/mail/invitation.txt", context)
    return OutgoingMail(
        recipient=person,
        to_address=person.email,
        kind=MailKind.QUALITY,
        day=timezone.localdate(),
        subject=title[:LONGEST_SUBJECT],
        text=text,
        message_id=message_id("dialogue", meeting.pk, participant.pk),
    )


def _link_for(person, meeting: DialogueMeeting) -> str:
    """The page of the dialogue, for those who may read it; "" for who is a guest in this meeting alone."""
    may_read = FollowUp.objects.visible_to(person).filter(pk=meeting.follow_up_id).exists()
    return settings.SITE_URL + _address(meeting) if may_read else ""


def calendar_of(meeting: DialogueMeeting) -> bytes:
    """The meeting for other calendar programmes, in the reader's language."""
    starts = None
    if meeting.starts_at:
        starts = timezone.make_aware(datetime.combine(meeting.meets_on, meeting.starts_at))
    event = FeedEvent(
        source_name="dialogue",
        object_id=meeting.pk,
        due_on=meeting.meets_on,
        due_at=starts,
        zone=settings.TIME_ZONE if starts else "",
        summary=meeting.title,
        description="\n".join(part for part in (str(meeting.follow_up), meeting.agenda) if part),
        url=settings.SITE_URL + _address(meeting),
        category=str(_("Dialogue")),
        place=meeting.place,
        sequence=int((meeting.updated_at - meeting.created_at).total_seconds()),
        changed_at=meeting.updated_at,
    )
    return as_icalendar(Feed([event]), meeting.title)


def _address(meeting: DialogueMeeting) -> str:
    return reverse("quality:follow_up_dialogue", args=[meeting.follow_up_id])
