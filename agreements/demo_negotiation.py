"""The demonstration's negotiation logs: months of drafts, comments and calls, up to whose turn it is now."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from agreements.demo_days import DemoDays
from agreements.enums import DocumentKind, EntryKind, Passing, Turn
from agreements.models import Agreement
from agreements.services.negotiation import EntryValues, log_entry
from partners.models import Contact

REMINDED_AFTER = 31

# How many days before the last move, what happened, in words, and whose turn it then was.
BEFORE = (
    (128, EntryKind.MEETING, "We met at their international week: they want students to go both ways.", ""),
    (103, EntryKind.SENT_DRAFT, "First draft, after our template.", Passing.PARTNER),
    (61, EntryKind.COMMENTS, "They ask for fewer places in the first year and for B2 in English.", Passing.OURS),
    (47, EntryKind.CALL, "Agreed: two places in the first year, looked at again after it.", ""),
)
LAST = {
    Turn.PARTNER: (EntryKind.SENT_DRAFT, "Second draft, with two places in the first year.", Passing.PARTNER),
    Turn.OURS: (EntryKind.COMMENTS, "Their lawyer has changed the paragraph on insurance.", Passing.OURS),
}


@dataclass(frozen=True)
class LoggedDay:
    """What happened with the partner on a day, and whose turn it then was."""

    day: date
    kind: str
    text: str
    passes_to: str


def entries_up_to_now(turn: str, since: date) -> list[LoggedDay]:
    """What led to the present turn; whoever has kept us waiting for long was reminded once."""
    entries = [LoggedDay(since - timedelta(days=days), *what) for days, *what in BEFORE]
    entries.append(LoggedDay(since, *LAST[Turn(turn)]))
    if turn == Turn.PARTNER and (timezone.localdate() - since).days > 2 * REMINDED_AFTER:
        reminder = "Asked them whether they have read the draft."
        entries.append(LoggedDay(since + timedelta(days=REMINDED_AFTER), EntryKind.REMINDER, reminder, ""))
    return entries


def write_the_log(agreement: Agreement, entries: list[LoggedDay], days: DemoDays, *, actor):
    contact = Contact.objects.filter(institution__parties__agreement=agreement, institution__parties__is_home=False)
    drafts = list(agreement.documents.filter(kind=DocumentKind.DRAFT)[:1])
    for entry in entries:
        documents = drafts if entry.kind == EntryKind.SENT_DRAFT else []
        given = EntryValues(entry.kind, entry.day, text=entry.text, contact=contact.first(), documents=documents)
        with days.on(entry.day):
            log_entry(agreement, actor=actor, given=given, passes_to=entry.passes_to)
