"""The lines of a mail by urgency, those that are alike as one with the links of its members under it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reminders.digests.lines import Line, Urgency, one_line
from reminders.digests.parcels import Parcel
from reminders.enums import MailKind
from reminders.grouping import put_together

MOST_LINES = 50
UNDATED = (Urgency.DECISION, Urgency.MENTION)


@dataclass(frozen=True)
class Entry:
    """One line, or several that are told as one; of their ``number`` the mail has room for ``lines``."""

    lines: list[Line]
    number: int = 1

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def title(self) -> str:
        """What the lines are together, and how many; "" for a single one."""
        if self.number == 1:
            return ""
        row = self.first.row
        return one_line(row.source.grouping.title(row, self.number, str(self.number)))

    @property
    def heading(self) -> str:
        return self.title or self.first.title

    @property
    def url(self) -> str:
        """The list of all of them; "" where there is none."""
        row = self.first.row
        address = row.source.grouping.address(row)
        return address and settings.SITE_URL + address

    @property
    def notes(self) -> list[str]:
        """Why they come to the reader. What is due is said by the title."""
        return self.first.said.notes[1:]

    @property
    def members(self) -> list[dict]:
        """Each by name, with its day and its link."""
        return [
            {"name": one_line(line.row.source.grouping.member(line.row)), "when": line.said.when, "url": line.said.url}
            for line in self.lines
        ]


@dataclass
class Group:
    """The lines of one urgency as the mail shows them."""

    urgency: Urgency
    heading: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def colour(self) -> str:
        return self.urgency.colour

    @property
    def shown(self) -> int:
        """How many dates, decisions or mentions it tells."""
        return sum(len(entry.lines) for entry in self.entries)


def groups_of(lines: list[Line], parcel: Parcel, day: date, kind: MailKind) -> list[Group]:
    """The lines by urgency, without empty groups; at most ``MOST_LINES`` dates, as many decisions and mentions."""
    groups, room = [], MOST_LINES
    for urgency in Urgency:
        of_this = [line for line in lines if line.urgency == urgency]
        entries = list(_entries(of_this, MOST_LINES if urgency in UNDATED else room))
        if entries:
            group = Group(urgency, _heading(urgency, parcel, day, kind), entries)
            room -= 0 if urgency in UNDATED else group.shown
            groups.append(group)
    return groups


def _entries(lines: list[Line], room: int):
    for together in put_together(lines, _key):
        shown = together[:room]
        if not shown:
            return
        room -= len(shown)
        yield Entry(shown, len(together))


def _key(line: Line) -> tuple | None:
    """Later dates stand together where they are of one week, as on the desk."""
    if line.alike is None:
        return None
    week = line.day - timedelta(days=line.day.weekday()) if line.urgency == Urgency.LATER else None
    return line.alike, week


def _heading(urgency: Urgency, parcel: Parcel, day: date, kind: MailKind) -> str:
    if urgency == Urgency.SOON and parcel.next_mail_on and kind == MailKind.WEEKLY:
        return _("Before your next mail on %(day)s") % {"day": date_format(parcel.next_mail_on)}
    return str(urgency.label)
