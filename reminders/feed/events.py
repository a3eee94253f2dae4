"""What a person's calendar says now: their dates, and what became of those it said before."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.models import Unit
from reminders.dates import DateQuestion, Standing, Whose
from reminders.enums import FeedScope
from reminders.models import FeedEntry, Subscription
from reminders.sources import WatchedDate, source, sources

BACK = timedelta(days=60)
AHEAD = relativedelta(months=18)
MOST_EVENTS = 2000
CANCELLED_FOR = timedelta(days=60)
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True)
class FeedEvent:
    """One date as the calendar says it. ``due_at`` and ``zone`` for a date with an hour, else the whole day."""

    source_name: str
    object_id: int
    due_on: date
    summary: str
    description: str = ""
    url: str = ""
    category: str = ""
    place: str = ""
    due_at: datetime | None = None
    zone: str = ""
    cancelled_on: date | None = None
    sequence: int = 0
    changed_at: datetime | None = None

    @property
    def key(self) -> tuple[str, int]:
        return self.source_name, self.object_id

    @property
    def fingerprint(self) -> str:
        """Another one whenever a reader would see something else."""
        told = (self.summary, self.description, self.url, self.category, self.due_on, self.due_at, self.zone)
        there = (self.place,) if self.place else ()
        words = "\x1f".join(str(part) for part in (*told, *there, bool(self.cancelled_on)))
        return hashlib.sha256(words.encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Feed:
    """All events, in order. From ``cut_on`` on there are more dates than a calendar gives; None where all are there."""

    events: list[FeedEvent]
    cut_on: date | None = None


def feed_of(subscription: Subscription, scope: FeedScope, on: date, now: datetime) -> Feed:
    """What the calendar says on the day, in the language active now; a constant number of queries.

    Sequence and time of change follow from what was noted the last night (``FeedEntry``), so that whoever
    asks, and how often, changes nothing.
    """
    rows = _rows(subscription.user, scope, on)
    cut_on = rows[MOST_EVENTS].due_on if len(rows) > MOST_EVENTS else None
    live = [_event(row, on) for row in rows[:MOST_EVENTS] if not row.is_not_needed]
    noted = {entry.key: entry for entry in subscription.feed_entries.filter(scope=scope)}
    shown = {event.key for event in live}
    gone = [entry for key, entry in noted.items() if key not in shown and _is_told(entry, on, cut_on)]
    events = [*live, *_cancelled(gone, subscription.user, on)]
    return Feed([_dated(event, noted.get(event.key), now) for event in events], cut_on)


def _rows(user, scope: FeedScope, on: date) -> list[WatchedDate]:
    """One's own dates with those of what one follows, or those of one's units, put aside or not."""
    span = {"since": on - BACK, "until": on + AHEAD, "standing": Standing.ANY}
    if scope == FeedScope.UNITS:
        units = Unit.objects.within(user.memberships.values_list("unit__path", flat=True))
        questions = [DateQuestion(user, on, Whose.ALL, units=units, **span)]
    else:
        questions = [DateQuestion(user, on, whose, **span) for whose in (Whose.KEPT, Whose.FOLLOWED)]
    found = {row.key: row for question in questions for row in question.rows(MOST_EVENTS + 1)}
    return sorted(found.values(), key=lambda row: (row.due_on, row.key))


def _event(row: WatchedDate, on: date) -> FeedEvent:
    label, url = str(row.source.label), settings.SITE_URL + row.address
    summary = f"{label}: {row.title}"
    sentences = [row.sentence]
    if row.is_resting(on):
        day = date_format(row.arrangement.rests_until, "DATE_FORMAT")
        summary = f"{summary} ({_('rests until %(day)s') % {'day': day}})"
        sentences.append(row.arrangement.reason)
    if row.moved_from:
        sentences.append(_("Moved from %(day)s") % {"day": date_format(row.moved_from, "DATE_FORMAT")})
    return FeedEvent(
        source_name=row.source_name,
        object_id=row.object_id,
        due_on=row.due_on,
        due_at=row.local_due_at,
        zone=row.zone if row.due_at else "",
        summary=summary,
        description="\n".join([*sentences, url]),
        url=url,
        category=label,
    )


def _is_told(entry: FeedEntry, on: date, cut_on: date | None) -> bool:
    """Whether a date that is not there any more is told as cancelled: for a while, and only if it was still to come."""
    if entry.cancelled_on:
        return entry.cancelled_on + CANCELLED_FOR >= on
    is_beyond_the_cut = cut_on is not None and entry.due_on >= cut_on
    return entry.due_on >= on and not is_beyond_the_cut


def _cancelled(gone: list[FeedEntry], user, on: date) -> list[FeedEvent]:
    """With its title where the person may still read the object; a bare word where not."""
    titles = _titles(gone, user)
    return [
        FeedEvent(
            source_name=entry.source,
            object_id=entry.object_id,
            due_on=entry.due_on,
            summary=": ".join(filter(None, (_("Cancelled"), titles.get(entry.key)))),
            cancelled_on=entry.cancelled_on or on,
        )
        for entry in sorted(gone, key=lambda entry: (entry.due_on, entry.key))
    ]


def _titles(gone: list[FeedEntry], user) -> dict[tuple[str, int], str]:
    """The titles of dates that nobody waits for any more, as far as the person may read what they were about."""
    titles = {}
    for name in {entry.source for entry in gone} & {known.name for known in sources()}:
        known = source(name)
        readable = known.rows(date.min).model._default_manager.visible_to(user)
        named = readable.annotate(watched_title=Cast(known.title, CharField()))
        keys = [entry.object_id for entry in gone if entry.source == name]
        for key, title in named.filter(pk__in=keys).values_list("pk", "watched_title"):
            titles[name, key] = f"{known.label}: {known.title_words(title)}"
    return titles


def _dated(event: FeedEvent, noted: FeedEntry | None, now: datetime) -> FeedEvent:
    """``event`` with its sequence: that of the last night, one more where something has changed since.

    What no night has noted yet counts as changed at the beginning of today: a calendar that is read twice says the
    same twice.
    """
    today = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if noted is None:
        return replace(event, changed_at=today)
    if noted.fingerprint == event.fingerprint:
        return replace(event, sequence=noted.sequence, changed_at=noted.changed_at)
    return replace(event, sequence=noted.sequence + 1, changed_at=max(today, noted.changed_at + A_MOMENT))
