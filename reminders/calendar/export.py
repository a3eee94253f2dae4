"""The dates of the calendar as rows of a spreadsheet, read in portions so that any number fits into memory."""

from collections.abc import Iterator
from itertools import count

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reminders.calendar.in_order import DateList
from reminders.shown_dates import in_words
from reminders.sources import WatchedDate

ROWS_AT_ONCE = 2000
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


def exported_rows(listed: DateList) -> Iterator[list]:
    """A row of plain values under ``HEADINGS`` for each date of the list, in its order."""
    for start in count(0, ROWS_AT_ONCE):
        portion = listed.rows(ROWS_AT_ONCE, start)
        yield from _written(portion, listed.question.on)
        if len(portion) < ROWS_AT_ONCE:
            return


def _written(portion: list[WatchedDate], on) -> Iterator[list]:
    for date in in_words(portion, on):
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
