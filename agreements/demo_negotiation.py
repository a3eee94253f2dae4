"""The demonstration's negotiation logs: months of drafts, comments and calls, up to whose turn it is now."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from agreements.enums import DocumentKind, EntryKind, Passing, Turn
from agreements.models import Agreement, NegotiationEntry
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


def write_the_log(agreement: Agreement, *, turn: str, since, actor):
    """What led to the present turn; whoever has kept us waiting for long was reminded once."""
    contact = Contact.objects.filter(institution__parties__agreement=agreement, institution__parties__is_home=False)
    entries = [(since - timedelta(days=days), *what) for days, *what in BEFORE]
    entries.append((since, *LAST[Turn(turn)]))
    if turn == Turn.PARTNER and (timezone.localdate() - since).days > 2 * REMINDED_AFTER:
        reminder = "Asked them whether they have read the draft."
        entries.append((since + timedelta(days=REMINDED_AFTER), EntryKind.REMINDER, reminder, ""))
    drafts = list(agreement.documents.filter(kind=DocumentKind.DRAFT)[:1])
    for day, kind, text, passes_to in entries:
        documents = drafts if kind == EntryKind.SENT_DRAFT else []
        given = EntryValues(kind, day, text=text, contact=contact.first(), documents=documents)
        entry = log_entry(agreement, actor=actor, given=given, passes_to=passes_to)
        written_at = timezone.make_aware(datetime.combine(day, time(15, 20)))
        NegotiationEntry.objects.filter(pk=entry.pk).update(written_at=written_at)
