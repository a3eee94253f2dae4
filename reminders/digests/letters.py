"""A parcel as a mail: subject, plain text and HTML in the reader's language, with links to the exact object."""

import re
import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from core.colours import accents, readable_on
from core.institution_name import institution_name
from core.templatetags.portal import relative_date
from reminders.digests.parcels import Parcel
from reminders.digests.words import People, moved, why_to_decide, why_told
from reminders.enums import MailKind, ToldAs
from reminders.models import OutgoingMail
from reminders.sources import source
from reminders.unsubscribing import unsubscribe_url

MOST_LINES = 50
LONGEST_SUBJECT = 250
WIDTH = 74  # of plain text
BULLET = "* "


class Urgency(TextChoices):
    """The groups of a mail, in their order."""

    OVERDUE = "overdue", gettext_lazy("Overdue")
    SOON = "soon", gettext_lazy("Today and this week")
    LATER = "later", gettext_lazy("Later")
    HEAD = "head", gettext_lazy("Overdue in your unit")
    ESCALATED = "escalated", gettext_lazy("Overdue for long")
    DECISION = "decision", gettext_lazy("Waits for your decision")

    @property
    def colour(self) -> str:
        """Of its heading on white; ``mail/letter_style.html`` has those of a dark screen."""
        return {"soon": "#8a5200", "later": "#51606d", "decision": "#5b45a8"}.get(self.value, "#b3261e")

    def counted(self, number: int) -> str:
        """The group in a few words of a subject: "2 overdue"."""
        words = {
            Urgency.OVERDUE: lambda: ngettext("%(count)s overdue", "%(count)s overdue", number),
            Urgency.SOON: lambda: ngettext("%(count)s this week", "%(count)s this week", number),
            Urgency.LATER: lambda: ngettext("%(count)s coming date", "%(count)s coming dates", number),
            Urgency.HEAD: lambda: ngettext("%(count)s overdue in your unit", "%(count)s overdue in your unit", number),
            Urgency.ESCALATED: lambda: ngettext("%(count)s overdue for long", "%(count)s overdue for long", number),
            Urgency.DECISION: lambda: ngettext(
                "%(count)s waits for your decision", "%(count)s wait for your decision", number
            ),
        }
        return words[self]() % {"count": number}


# In a subject a decision stands before what is far away.
SUBJECT_ORDER = (
    *(Urgency.OVERDUE, Urgency.SOON, Urgency.DECISION),
    *(Urgency.LATER, Urgency.HEAD, Urgency.ESCALATED),
)


@dataclass(frozen=True)
class Line:
    """One date or decision, in the reader's words: ``when`` it is due or since when it waits, and how ``far`` that is.

    ``notes`` are whole sentences.
    """

    urgency: Urgency
    day: date
    when: str
    far: str
    title: str
    url: str
    notes: list[str]


@dataclass
class Group:
    """The lines of one urgency as the mail shows them."""

    urgency: Urgency
    heading: str
    lines: list[Line] = field(default_factory=list)

    @property
    def colour(self) -> str:
        return self.urgency.colour


def compose(parcel: Parcel, people: People, day: date, kind: MailKind) -> OutgoingMail:
    """The mail of ``parcel``, not written yet. At most ``MOST_LINES`` of its dates; the rest is counted."""
    person = people.by_key[parcel.recipient_id]
    with override(person.language):
        lines = sorted(_lines(parcel, people, day, kind), key=lambda line: (line.day, line.title))
        groups = _groups(lines, parcel, day, kind)
        shown = sum(len(group.lines) for group in groups)
        kinds = sorted({item.told.row.source_name for item in parcel.dates if item.telling.is_keeping})
        summary = _summary(lines)
        context = _frame(person, day, kinds) | {"summary": summary, "groups": groups, "left_out": len(lines) - shown}
        return OutgoingMail(
            recipient=person,
            to_address=person.email,
            kind=kind,
            day=day,
            subject=_subject(summary, lines, kind),
            text=wrapped(render_to_string("mail/letter.txt", context)),
            html=render_to_string("mail/letter.html", context),
            message_id=_message_id(parcel, day, kind),
            unsubscribe_url=unsubscribe_url(person.pk, kinds) if kinds else "",
        )


def _lines(parcel: Parcel, people: People, day: date, kind: MailKind):
    until = _last_soon_day(parcel, day, kind)
    for item in parcel.dates:
        row = item.told.row
        notes = [_sentence(row.sentence), why_told(item, people), moved(item)]
        when, far = date_format(row.due_on, "SHORT_DATE_FORMAT"), relative_date(row.due_on, day)
        url = settings.SITE_URL + row.address
        yield Line(_urgency(item, day, until), row.due_on, when, far, row.title, url, _said(notes))
    for untold in parcel.decisions:
        decision = untold.decision
        notes = [_sentence(decision.text), why_to_decide(untold, people)]
        when = _("since %(day)s") % {"day": date_format(decision.since, "MONTH_DAY_FORMAT")}
        far, url = relative_date(decision.since, day), settings.SITE_URL + decision.url
        yield Line(Urgency.DECISION, decision.since, when, far, decision.title, url, _said(notes))


def _urgency(item, day: date, until: date) -> Urgency:
    if not item.telling.is_keeping:
        return Urgency.HEAD if item.telling.told_as == ToldAs.HEAD else Urgency.ESCALATED
    if item.told.row.due_on < day:
        return Urgency.OVERDUE
    return Urgency.SOON if item.told.row.due_on <= until else Urgency.LATER


def _last_soon_day(parcel: Parcel, day: date, kind: MailKind) -> date:
    """The Sunday of this week; in a weekly mail the day before the next one."""
    if kind == MailKind.WEEKLY:
        return parcel.wish.next_weekly_after(day) - timedelta(days=1)
    return day + timedelta(days=6 - day.weekday())


def _groups(lines: list[Line], parcel: Parcel, day: date, kind: MailKind) -> list[Group]:
    groups, room = [], MOST_LINES
    for urgency in Urgency:
        of_this = [line for line in lines if line.urgency == urgency]
        shown = of_this[:MOST_LINES] if urgency == Urgency.DECISION else of_this[:room]
        room -= 0 if urgency == Urgency.DECISION else len(shown)
        if shown:
            groups.append(Group(urgency, _heading(urgency, parcel, day, kind), shown))
    return groups


def _heading(urgency: Urgency, parcel: Parcel, day: date, kind: MailKind) -> str:
    if urgency == Urgency.SOON and kind == MailKind.WEEKLY:
        return _("Before your next mail on %(day)s") % {"day": date_format(parcel.wish.next_weekly_after(day))}
    return str(urgency.label)


def _summary(lines: list[Line]) -> str:
    """The two most urgent groups with their counts: "2 overdue, 3 this week"."""
    counts = {urgency: sum(line.urgency == urgency for line in lines) for urgency in SUBJECT_ORDER}
    return ", ".join([urgency.counted(number) for urgency, number in counts.items() if number][:2])


def _subject(summary: str, lines: list[Line], kind: MailKind) -> str:
    if kind == MailKind.DECISION and len(lines) == 1:
        title = Truncator(" ".join(lines[0].title.split())).chars(120)
        summary = _("Waits for your decision: %(title)s") % {"title": title}
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
        "subscription_url": settings.SITE_URL + reverse("reminders:subscription"),
        "ways_out": [{"label": source(name).label, "url": unsubscribe_url(person.pk, [name])} for name in kinds],
    }


def _message_id(parcel: Parcel, day: date, kind: MailKind) -> str:
    """Follows from what is told, so that a repeated delivery can be recognised."""
    told = f"{day:%Y%m%d}"
    if kind == MailKind.DECISION:
        told = str(min(notice for untold in parcel.decisions for notice in untold.notices))
    return f"<{kind}.{parcel.recipient_id}.{told}@{urlsplit(settings.SITE_URL).hostname}>"


def _sentence(words: str) -> str:
    return words if not words or words[-1] in ".!?…" else f"{words}."


def _said(notes: list[str]) -> list[str]:
    return [note for note in notes if note]


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
