"""What people have arranged about a date, as everybody who may read the object reads it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reminders.sources import WatchedDate


def arranged_words(row: WatchedDate, on: date) -> str:
    """“Rests until 12 January: waiting for the dean (Bo Ek)”, or why it is not needed; "" where neither holds."""
    kept = row.arrangement
    if row.is_resting(on):
        words = _("Rests until %(day)s: %(reason)s") % {
            "day": date_format(kept.rests_until, "DATE_FORMAT"),
            "reason": kept.reason,
        }
        return f"{words}{_by(kept.arranged_by)}"
    if row.is_not_needed:
        return f"{_('Not needed: %(reason)s') % {'reason': kept.reason}}{_by(kept.arranged_by)}"
    return ""


def handed_words(row: WatchedDate) -> str:
    """Who handed the date to whom, and with what words; "" where its owner keeps it."""
    kept = row.arrangement
    if not kept or not kept.keeper:
        return ""
    names = {"person": kept.keeper, "by": kept.handed_by}
    words = _("Handed over to %(person)s by %(by)s") if kept.handed_by else _("Handed over to %(person)s")
    return f"{words % names}: {kept.handed_note}" if kept.handed_note else words % names


def _by(person) -> str:
    return f" ({person})" if person else ""
