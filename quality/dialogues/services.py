"""Every write to meetings and who is invited to them. What was agreed: ``statements``."""

from collections.abc import Collection, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from core import history
from core.errors import PortalError
from core.versions import refuse_if_changed
from quality.dialogues.days import refuse_day, refuse_to_record
from quality.dialogues.mails import invite_by_mail
from quality.dialogues.rights import lock_to_hold
from quality.enums import TalkGroup
from quality.models import DialogueMeeting, DialogueParticipant, FollowUp
from quality.querysets import RUN

MOST_AT_ONCE = 60
LONGEST_NAME = 150

history.describe("dialogue.plan", gettext_noop("planned a dialogue meeting"))
history.describe("dialogue.change", gettext_noop("changed a dialogue meeting"))
history.describe("dialogue.remove", gettext_noop("removed a dialogue meeting"))
history.describe("dialogue.participants", gettext_noop("changed who takes part in the dialogue"))
history.describe("dialogue.invite", gettext_noop("sent the invitations"))
history.describe("dialogue.record", gettext_noop("recorded the dialogue as held"))


@transaction.atomic
def plan_meeting(follow_up: FollowUp, *, actor, **fields) -> DialogueMeeting:
    """A meeting of the dialogue. Raises ``ValidationError`` for a day before the data."""
    locked = lock_to_hold(follow_up, actor)
    meeting = DialogueMeeting(follow_up=locked, **{"kept_by": actor} | fields)
    meeting.full_clean(exclude=["follow_up"])
    refuse_day(locked, meeting.meets_on)
    with history.action("dialogue.plan", actor=actor, right=RUN, about=locked):
        meeting.save()
    return meeting


@transaction.atomic
def change_meeting(meeting: DialogueMeeting, *, actor, seen_at=None, **fields) -> DialogueMeeting:
    """Write the given fields; of one that was held, the day still follows its data."""
    follow_up, locked = lock_meeting(meeting, actor)
    refuse_if_changed(locked, seen_at)
    before = locked.meets_on
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.full_clean(exclude=["follow_up"])
    if locked.meets_on != before:
        (refuse_to_record if locked.is_held else refuse_day)(follow_up, locked.meets_on)
    with history.action("dialogue.change", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=[*fields, "updated_at"])
    return locked


@transaction.atomic
def remove_meeting(meeting: DialogueMeeting, *, actor):
    """Raises ``PortalError`` for one that was held: what was said and agreed stays."""
    follow_up, locked = lock_meeting(meeting, actor)
    if locked.is_held:
        raise PortalError(_("This meeting has been held: it stays."))
    with history.action("dialogue.remove", actor=actor, right=RUN, about=follow_up):
        locked.delete()


@transaction.atomic
def add_participants(meeting: DialogueMeeting, *, actor, group: str, people: Iterable = (), names: Iterable[str] = ()):
    """Invite colleagues and others for a group; who stands there already is left alone. Returns the new rows."""
    follow_up, locked = lock_meeting(meeting, actor)
    wanted = [(str(person), person) for person in people]
    wanted += [(name, None) for each in names if (name := " ".join(each.split()))]
    _refuse_names(group, wanted)
    there = {(row.group, row.name) for row in locked.participants.all()}
    new = []
    with history.action("dialogue.participants", actor=actor, right=RUN, about=follow_up):
        for name, person in wanted:
            if (group, name) not in there:
                there.add((group, name))
                fields = {"group": group, "name": name, "user": person, "came": locked.is_held}
                new.append(DialogueParticipant.objects.create(meeting=locked, **fields))
    return new


@transaction.atomic
def remove_participant(participant: DialogueParticipant, *, actor):
    follow_up, locked = lock_meeting(participant.meeting, actor)
    with history.action("dialogue.participants", actor=actor, right=RUN, about=follow_up):
        locked.participants.filter(pk=participant.pk).delete()


@transaction.atomic
def send_invitations(meeting: DialogueMeeting, *, actor) -> int:
    """Mail those with an account who have not been invited yet, with the meeting as a calendar file's address."""
    follow_up, locked = lock_meeting(meeting, actor)
    if locked.is_held or locked.meets_on < timezone.localdate():
        raise PortalError(_("The day of this meeting has passed: nobody is invited to it any more."))
    rows = list(locked.participants.filter(invited_at=None, user__is_active=True).select_related("user"))
    if not rows:
        raise PortalError(_("Everybody with an account has been invited already; ask the others yourself."))
    with history.action("dialogue.invite", actor=actor, right=RUN, about=follow_up):
        for row in rows:
            row.invited_at = timezone.now()
            row.save(update_fields=["invited_at"])
        invite_by_mail(locked, rows, actor=actor)
    return len(rows)


@transaction.atomic
def record_meeting(
    meeting: DialogueMeeting,
    *,
    actor,
    came: Collection[int],
    notes: str = "",
    without_students_because: str = "",
    today: date | None = None,
) -> DialogueMeeting:
    """Say that it has been held, and who ``came`` (keys of participants). Raises ``ValidationError``.

    Without a student the reason is needed. Recorded again, it corrects who came and the notes.
    """
    follow_up, locked = lock_meeting(meeting, actor)
    refuse_to_record(follow_up, locked.meets_on, today)
    rows = list(locked.participants.all())
    present = [row for row in rows if row.pk in set(came)]
    reason = without_students_because.strip()
    _refuse_without_people(present, reason)
    with_students = any(row.group == TalkGroup.STUDENTS for row in present)
    locked.is_held, locked.notes = True, notes
    locked.without_students_because = "" if with_students else reason
    locked.full_clean(exclude=["follow_up"])
    with history.action("dialogue.record", actor=actor, right=RUN, about=follow_up):
        locked.save(update_fields=["is_held", "notes", "without_students_because", "updated_at"])
        for row in rows:
            if row.came != (row in present):
                row.came = row in present
                row.save(update_fields=["came"])
    return locked


def lock_meeting(meeting: DialogueMeeting, actor) -> tuple[FollowUp, DialogueMeeting]:
    """Follow-up and meeting, locked in this order, for who holds the dialogue."""
    follow_up = lock_to_hold(meeting.follow_up, actor)
    locked = follow_up.meetings.select_for_update(of=("self",)).filter(pk=meeting.pk).first()
    if locked is None:
        raise PortalError(_("This meeting is not there any more."))
    return follow_up, locked


def _refuse_names(group: str, wanted: list):
    if group not in TalkGroup.values:
        raise ValidationError({"group": _("Say whom they speak for.")})
    if not wanted:
        raise ValidationError({"names": _("Choose colleagues, or write at least one name.")})
    if len(wanted) > MOST_AT_ONCE:
        raise ValidationError({"names": _("At most %(count)s people at once.") % {"count": MOST_AT_ONCE}})
    if any(len(name) > LONGEST_NAME for name, _person in wanted):
        raise ValidationError({"names": _("A name has at most %(count)s letters.") % {"count": LONGEST_NAME}})


def _refuse_without_people(present: list, reason: str):
    if not present:
        raise ValidationError({"came": _("Say who took part: a dialogue without people is none.")})
    if not reason and all(row.group != TalkGroup.STUDENTS for row in present):
        sentence = _("No student took part. Tick one, or say here why they could not.")
        raise ValidationError({"without_students_because": sentence})
