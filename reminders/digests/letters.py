"""A parcel as a mail: subject, plain text and HTML in the reader's language, with links to the exact object."""

import re
import textwrap
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.colours import accents, readable_on
from core.institution_name import institution_name
from reminders.digests.groups import Group, groups_of
from reminders.digests.lines import lines_of, summary_of
from reminders.digests.parcels import Parcel
from reminders.digests.words import People
from reminders.enums import MailKind
from reminders.models import OutgoingMail
from reminders.post.message_ids import message_id
from reminders.sources import source
from reminders.unsubscribing import unsubscribe_url

LONGEST_SUBJECT = 250
WIDTH = 74  # of plain text
BULLET = "* "


def compose(parcel: Parcel, people: People, day: date, kind: MailKind) -> OutgoingMail:
    """The mail of ``parcel``, not written yet. At most ``MOST_LINES`` of its dates; the rest is counted."""
    person = people.by_key[parcel.recipient_id]
    with override(person.language):
        lines = lines_of(parcel, people, day, kind)
        groups = groups_of(lines, parcel, day, kind)
        shown = sum(group.shown for group in groups)
        kinds = sorted({item.told.row.source_name for item in parcel.dates if person.pk and item.telling.is_keeping})
        summary = summary_of(lines)
        context = _frame(person, day, kinds) | {"summary": summary, "groups": groups, "left_out": len(lines) - shown}
        return OutgoingMail(
            recipient=person if person.pk else None,
            to_address=person.email,
            kind=kind,
            day=day,
            subject=_subject(summary, groups, parcel, kind),
            text=wrapped(render_to_string("mail/letter.txt", context)),
            html=render_to_string("mail/letter.html", context),
            message_id=_message_id(parcel, day, kind),
            unsubscribe_url=unsubscribe_url(person.pk, kinds) if kinds else "",
        )


def _subject(summary: str, groups: list[Group], parcel: Parcel, kind: MailKind) -> str:
    """Of decisions that are told as one, what they are."""
    if kind == MailKind.DECISION and len(groups) == len(groups[0].entries) == 1:
        title = Truncator(groups[0].entries[0].heading).chars(120)
        summary = str(parcel.decisions[0].decision.source.subject) % {"title": title}
    sender = f"{settings.INSTITUTION_SHORT_NAME} {_('International')}"
    return f"{summary} · {sender}"[:LONGEST_SUBJECT]


def _frame(person, day: date, kinds: list[str]) -> dict:
    """What stands around the lines: greeting, links, colours."""
    light, dark = accents()
    return {
        "person": person,
        "day": day,
        "institution": institution_name(),
        "short_name": settings.INSTITUTION_SHORT_NAME,
        "accent": light,
        "on_accent": readable_on(light),
        "accent_dark": dark,
        "desk_url": settings.SITE_URL + reverse("reminders:desk"),
        "subscription_url": settings.SITE_URL + reverse("reminders:subscription") if person.pk else "",
        "ways_out": [{"label": source(name).label, "url": unsubscribe_url(person.pk, [name])} for name in kinds],
    }


def _message_id(parcel: Parcel, day: date, kind: MailKind) -> str:
    """Follows from what is told, so that a repeated delivery can be recognised."""
    told = f"{day:%Y%m%d}"
    if kind == MailKind.DECISION:
        told = str(min(notice for untold in parcel.decisions for notice in untold.notices))
    return message_id(kind, parcel.recipient_id or 0, told)


def wrapped(text: str) -> str:
    """Plain text with lines no longer than ``WIDTH``, continued under where they began; addresses are never cut."""
    lines = []
    for line in text.splitlines():
        if len(line) <= WIDTH:
            lines.append(line.rstrip())
            continue
        words = line.strip()
        indent = line[: len(line) - len(line.lstrip())]
        below = indent + " " * len(BULLET) if words.startswith(BULLET) else indent
        lines += textwrap.wrap(
            words, WIDTH, initial_indent=indent, subsequent_indent=below, break_long_words=False, break_on_hyphens=False
        )
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"
