"""From the deadline of a call to the days on which the house wants things (KA220-11), and to its one instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reference.working_days import WorkingDays

SKIPPED = _("This hour does not exist on that day: clocks are put forward. Give the time before or after it.")
DOUBLED = _("This hour comes twice on that day: clocks are put back. Give the time before or after it.")


def wanted_on(closes_on: date, *, days_before: int, calendar: WorkingDays) -> date:
    """``days_before`` the call closes or, where that day is off, the last working day before: never later.

    ``closes_on`` is the date in the call's own time zone, as it stands in the call.
    """
    return calendar.on_or_before(closes_on - timedelta(days=days_before))


def instant_of(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The one instant that a clock in ``zone`` shows so. Raises ``ValidationError`` where there is none, or two."""
    first, second = (datetime.combine(day, at.replace(fold=fold), zone) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    exists = first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == first.replace(tzinfo=None)
    raise ValidationError(DOUBLED if exists else SKIPPED, code="doubled_hour" if exists else "skipped_hour")
