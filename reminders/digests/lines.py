"""What stands in a mail, line by line, in the reader's language, each with how urgent it is, said in few words."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.templatetags.portal import relative_date
from reminders.digests.parcels import DateItem, Parcel
from reminders.digests.words import People, moved, why_to_decide, why_told
from reminders.enums import MailKind, ToldAs


class Urgency(TextChoices):
    """The groups of a mail, in their order."""

    OVERDUE = "overdue", gettext_lazy("Overdue")
    SOON = "soon", gettext_lazy("Today and this week")
    LATER = "later", gettext_lazy("Later")
    HEAD = "head", gettext_lazy("Overdue in your unit")
    ESCALATED = "escalated", gettext_lazy("Overdue for long")
    DECISION = "decision", gettext_lazy("Waits for your decision")
    MENTION = "mention", gettext_lazy("Comments that address you")

    @property
    def colour(self) -> str:
        """Of its heading on white; ``mail/letter_style.html`` has those of a dark screen."""
        colours = {"soon": "#8a5200", "later": "#51606d", "decision": "#5b45a8", "mention": "#5b45a8"}
        return colours.get(self.value, "#b3261e")

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
            Urgency.MENTION: lambda: ngettext(
                "%(count)s comment addresses you", "%(count)s comments address you", number
            ),
        }
        return words[self]() % {"count": number}


# In a subject a decision stands before what is far away.
SUBJECT_ORDER = (
    Urgency.OVERDUE,
    Urgency.SOON,
    Urgency.DECISION,
    Urgency.MENTION,
    Urgency.LATER,
    Urgency.HEAD,
    Urgency.ESCALATED,
)


@dataclass(frozen=True)
class Said:
    """What a mail says of a line beside its title: ``when`` it is due or since when it waits, and how ``far`` that is.

    ``notes`` are whole sentences.
    """

    when: str
    far: str
    url: str
    notes: list[str]


@dataclass(frozen=True)
class Line:
    """One date or decision, in the reader's words: ``say`` puts them together, for the lines a mail has room for.

    ``row`` is what it tells of. Lines that are ``alike`` may be told as one: their rows are of one group, and come to
    the reader for the same reason.
    """

    urgency: Urgency
    day: date
    title: str
    say: Callable[[], Said]
    row: Any = None
    alike: Hashable | None = None

    @cached_property
    def said(self) -> Said:
        return self.say()


def lines_of(parcel: Parcel, people: People, day: date, kind: MailKind) -> list[Line]:
    """Every line of the parcel, the earliest first."""
    lines = _lines(parcel, people, day, kind)
    return sorted(lines, key=lambda line: (line.day, line.title))


def _lines(parcel: Parcel, people: People, day: date, kind: MailKind) -> Iterator[Line]:
    until, reader = _last_soon_day(parcel, day, kind), parcel.recipient_id
    for item in parcel.dates:
        row = item.told.row
        say = partial(_say_date, item, people, day)
        alike = _alike(item) if people.naming.may_name(reader, row) else None
        yield Line(_urgency(item, day, until), row.due_on, one_line(people.naming.title(reader, row)), say, row, alike)
    for untold in parcel.decisions:
        waiting = untold.decision
        say = partial(_say_decision, untold, people, day)
        same = (waiting.source_name, waiting.group, untold.told_as, untold.instead_of_id)
        alike = same if waiting.group is not None and people.naming.may_name(reader, waiting) else None
        title = one_line(people.naming.title(reader, waiting))
        yield Line(Urgency.DECISION, waiting.since, title, say, waiting, alike)
    for mention in parcel.mentions:
        yield Line(Urgency.MENTION, mention.day, one_line(mention.title), partial(_say_mention, mention, day))


def _alike(item: DateItem) -> tuple | None:
    """What dates share that may be told as one; what was moved or handed over has a word of its own."""
    row, telling = item.told.row, item.telling
    if row.group is None or item.has_moved or telling.told_as == ToldAs.HANDED:
        return None
    keepers = () if telling.is_keeping else tuple(item.told.keepers)
    return row.source_name, row.group, row.owner_id, telling.told_as, telling.instead_of_id, keepers


def _say_date(item: DateItem, people: People, day: date) -> Said:
    row = item.told.row
    notes = [_sentence(row.sentence), why_told(item, people), moved(item)]
    when, far = date_format(row.due_on, "SHORT_DATE_FORMAT"), relative_date(row.due_on, day)
    return Said(when, far, settings.SITE_URL + row.address, [note for note in notes if note])


def _say_decision(untold, people: People, day: date) -> Said:
    decision = untold.decision
    notes = [_sentence(decision.text), why_to_decide(untold, people)]
    when = _("since %(day)s") % {"day": date_format(decision.since, "MONTH_DAY_FORMAT")}
    far, url = relative_date(decision.since, day), settings.SITE_URL + decision.url
    return Said(when, far, url, [note for note in notes if note])


def _say_mention(mention, day: date) -> Said:
    when, far = date_format(mention.day, "SHORT_DATE_FORMAT"), relative_date(mention.day, day)
    return Said(when, far, settings.SITE_URL + mention.line.url, [mention.text])


def _urgency(item: DateItem, day: date, until: date) -> Urgency:
    if not item.telling.is_keeping:
        return Urgency.HEAD if item.telling.told_as == ToldAs.HEAD else Urgency.ESCALATED
    if item.told.row.due_on < day:
        return Urgency.OVERDUE
    return Urgency.SOON if item.told.row.due_on <= until else Urgency.LATER


def _last_soon_day(parcel: Parcel, day: date, kind: MailKind) -> date:
    """The Sunday of this week; in a weekly mail the day before the next one."""
    if parcel.next_mail_on and kind == MailKind.WEEKLY:
        return parcel.next_mail_on - timedelta(days=1)
    return day + timedelta(days=6 - day.weekday())


def summary_of(lines: list[Line]) -> str:
    """The two most urgent groups with their counts: "2 overdue, 3 this week"."""
    counts = {urgency: sum(line.urgency == urgency for line in lines) for urgency in SUBJECT_ORDER}
    return ", ".join([urgency.counted(number) for urgency, number in counts.items() if number][:2])


def _sentence(words: str) -> str:
    return words if not words or words[-1] in ".!?…" else f"{words}."


def one_line(title: str) -> str:
    return " ".join(title.split())
