"""The dates of the calendar as rows of a spreadsheet, read in portions so that any number fits into memory."""

from collections.abc import Iterator
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reminders.calendar import in_words
from reminders.dates import DateQuestion, with_arrangements
from reminders.sources import WatchedDate

ROWS_AT_ONCE = 1000
HEADINGS = (
    _("Date"),
    _("Hour"),
    _("Kind"),
    _("What it is about"),
    _("What is due"),
    _("Unit"),
    _("Who keeps it"),
    _("How pressing"),
    _("Put aside"),
    _("Moved from"),
    _("Address"),
)


def exported_rows(question: DateQuestion) -> Iterator[list]:
    """A row of plain values under ``HEADINGS`` for each date of the question, in the order of the list."""
    united = question.united()
    if united is None:
        return
    ordered = united.order_by("watched_due", "watched_source", "watched_object")
    found = ordered.iterator(chunk_size=ROWS_AT_ONCE)
    while portion := [WatchedDate(*row) for row in islice(found, ROWS_AT_ONCE)]:
        yield from _written(portion, timezone.localdate())


def _written(portion: list[WatchedDate], on) -> Iterator[list]:
    for date in in_words(with_arrangements(portion), on):
        row = date.row
        yield [
            row.due_on,
            f"{row.local_due_at:%H:%M}, {row.zone}" if row.local_due_at else "",
            str(row.source.label),
            row.title,
            row.sentence,
            date.unit_name,
            date.keeper_name,
            str(date.urgency.label),
            date.aside_words,
            row.moved_from,
            settings.SITE_URL + row.address,
        ]
