"""The moments of an object that can be chosen: after each act on it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.history_entries import Story, acts_on

LONGEST_VALUE = 40


@dataclass(frozen=True)
class Moment:
    """The instant after an act: ``value`` names it in an address, ``label`` says whose act it was."""

    at: datetime
    label: str

    @property
    def value(self) -> str:
        return value_of(self.at)


def moments_of(obj, story: Story) -> list[Moment]:
    """After each act on ``obj``, newest first."""
    return [Moment(entry.at, _label(entry)) for entry in acts_on(obj, story)]


def value_of(at: datetime) -> str:
    """The instant as addresses carry it: exact, in universal time, without a sign that must be escaped."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def instant_of(value: str) -> datetime | None:
    """The instant that an address carries; None for what is none."""
    try:
        found = parse_datetime(value[:LONGEST_VALUE])
    except ValueError:
        return None
    return found if found and timezone.is_aware(found) else None


def when(at: datetime) -> str:
    return date_format(localtime(at), "DATETIME_FORMAT")


def _label(entry) -> str:
    words = {"when": date_format(localtime(entry.at), "SHORT_DATETIME_FORMAT"), "who": entry.who, "did": entry.did}
    return _("%(when)s: %(who)s %(did)s") % words if entry.who else _("%(when)s: somebody %(did)s") % words
