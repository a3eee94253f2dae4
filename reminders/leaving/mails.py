"""The mail to a colleague who was given what another kept: one for each, with all of it."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.colours import accents, readable_on
from core.institution_name import institution_name
from core.keeping import kept_things
from reminders.enums import MailKind
from reminders.models import HandedThing, HandOver, OutgoingMail
from reminders.post.message_ids import message_id
from reminders.post.outbox import put_into_outbox

MOST_LINES = 50
LONGEST_SUBJECT = 250


@dataclass(frozen=True)
class GivenKind:
    """The things of one kind in a mail: the first ``MOST_LINES``, and how many more there are."""

    heading: str
    things: list[HandedThing]
    more: int


def tell_receivers(hand_over: HandOver, done: list[HandedThing], *, actor) -> int:
    """Put one mail for each receiver into the outbox; what they are told otherwise, or did themself, is left out."""
    return _tell(hand_over, done, actor, is_back=False)


def tell_of_return(hand_over: HandOver, returned: list[HandedThing], *, actor) -> int:
    """Tell each receiver in one mail what is not theirs any more, because it was handed back."""
    return _tell(hand_over, returned, actor, is_back=True)


def _tell(hand_over: HandOver, things: list[HandedThing], actor, *, is_back: bool) -> int:
    told_otherwise = {kind.name for kind in kept_things() if kind.tells_itself}
    by_receiver = defaultdict(list)
    for thing in things:
        if thing.kind not in told_otherwise and thing.receiver_id != actor.pk:
            by_receiver[thing.receiver].append(thing)
    mails = (_mail(hand_over, *given, actor, is_back=is_back) for given in by_receiver.items())
    return len(put_into_outbox(mails))


def in_words(things: list[HandedThing]) -> str:
    """What there is of each kind, as one phrase: "3 drafts of agreements and 2 watched dates"."""
    counts = Counter(thing.kind for thing in things)
    return get_text_list([each.words(counts[each.name]) for each in kept_things() if each.name in counts], _("and"))


def _mail(hand_over: HandOver, receiver, things: list[HandedThing], actor, *, is_back: bool) -> OutgoingMail:
    with override(receiver.language):
        summary = _summary(hand_over, things, is_back=is_back)
        context = {
            "receiver": receiver,
            "hand_over": hand_over,
            "actor": actor,
            "is_back": is_back,
            "summary": summary,
            "groups": _groups(things),
            "site": settings.SITE_URL,
            "desk_url": settings.SITE_URL + reverse("reminders:desk"),
            **_frame(),
        }
        return OutgoingMail(
            recipient=receiver,
            to_address=receiver.email,
            kind=MailKind.HANDED_OVER,
            day=timezone.localdate(),
            subject=summary[:LONGEST_SUBJECT],
            text=render_to_string("mail/handed_over.txt", context),
            html=render_to_string("mail/handed_over.html", context),
            message_id=_message_id(hand_over, receiver, is_back=is_back),
        )


def _summary(hand_over: HandOver, things: list[HandedThing], *, is_back: bool) -> str:
    words = {"person": hand_over.person, "things": in_words(things)}
    if is_back:
        return " ".join((_("Handed back to %(person)s, so no longer yours: %(things)s") % words).split())
    return " ".join((_("%(person)s has handed over to you: %(things)s") % words).split())


def _message_id(hand_over: HandOver, receiver, *, is_back: bool) -> str:
    """Follows from what is told, so that a repeated delivery can be recognised."""
    act = "handed-back" if is_back else "handed-over"
    return message_id(act, hand_over.pk, receiver.pk)


def _groups(things: list[HandedThing]) -> list[GivenKind]:
    groups, room = [], MOST_LINES
    for kind in kept_things():
        given = [thing for thing in things if thing.kind == kind.name]
        if given:
            groups.append(GivenKind(str(kind.label), given[:room], max(0, len(given) - room)))
            room = max(0, room - len(given))
    return groups


def _frame() -> dict:
    light, dark = accents()
    return {
        "institution": institution_name(),
        "short_name": settings.INSTITUTION_SHORT_NAME,
        "accent": light,
        "on_accent": readable_on(light),
        "accent_dark": dark,
    }
