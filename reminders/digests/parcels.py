"""What each person is told today, and which of their notices never are: settled, silenced, overtaken."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from reminders.decision_notices import UntoldDecision
from reminders.digests.readers import Readers
from reminders.digests.told_dates import Telling, ToldDate, ToldDates
from reminders.enums import NoticeFate
from reminders.mentions import UntoldMention
from reminders.models import Subscription


@dataclass(frozen=True)
class DateItem:
    """One date for one reader. ``has_moved``: it has been moved, and no mail has told this reader of it since."""

    told: ToldDate
    telling: Telling
    has_moved: bool


@dataclass
class Parcel:
    """All that one person (or the office's address: None) is told by one mail, and the notices that it settles.

    ``next_mail_on`` is the day of the next weekly one, for those who read weekly.
    """

    recipient_id: int | None
    wish: Subscription
    next_mail_on: date | None = None
    dates: list[DateItem] = field(default_factory=list)
    decisions: list[UntoldDecision] = field(default_factory=list)
    mentions: list[UntoldMention] = field(default_factory=list)
    told: list[int] = field(default_factory=list)
    left: dict[int, NoticeFate] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.dates or self.decisions or self.mentions)


def parcels_of(
    readers: Readers,
    decisions: Iterable[UntoldDecision],
    dates: ToldDates,
    mentions: Iterable[UntoldMention] = (),
) -> list[Parcel]:
    """A parcel for each of ``readers`` with something to tell or to settle.

    Notices of sources that are not in ``dates`` are left as they are.
    """
    parcels: dict[int | None, Parcel] = {}
    next_mails = readers.next_mails()

    def parcel(recipient_id: int | None) -> Parcel:
        new = Parcel(recipient_id, readers.wishes[recipient_id], next_mails.get(recipient_id))
        return parcels.setdefault(recipient_id, new)

    steps = defaultdict(list)
    for notice in readers.notices:
        if notice.source in dates:
            steps[notice.recipient_id, notice.source, notice.object_id].append(notice)
    for (recipient_id, source, object_id), untold in steps.items():
        _sort_steps(parcel(recipient_id), untold, dates[source].get(object_id))
    for decision in decisions:
        parcel(decision.recipient_id).decisions.append(decision)
    for mention in mentions:
        parcel(mention.recipient_id).mentions.append(mention)
    for recipient_id, item in _due_before_the_next_mail(dates, readers):
        if not _has(parcels.get(recipient_id), item):
            parcel(recipient_id).dates.append(item)
    return list(parcels.values())


def _sort_steps(parcel: Parcel, untold: list[Any], told: ToldDate | None):
    """Of the untold steps of one date the newest is told, unless the date or the wish to know is gone."""
    is_told = False
    for notice in sorted(untold, key=lambda notice: notice.lead):
        item = _item_for(notice, told)
        if item is None:
            parcel.left[notice.pk] = NoticeFate.SETTLED
        elif item.telling.is_keeping and notice.source in parcel.wish.silenced:
            parcel.left[notice.pk] = NoticeFate.SILENCED
        elif is_told:
            parcel.left[notice.pk] = NoticeFate.SKIPPED
        else:
            is_told = True
            parcel.told.append(notice.pk)
            parcel.dates.append(item)


def _item_for(notice, told: ToldDate | None) -> DateItem | None:
    """The date of ``notice`` as a line for its reader; None where it is settled, has moved, or is somebody else's."""
    if told is None or told.row.due_on != notice.due_on:
        return None
    telling = told.telling_for(notice.recipient_id, notice.told_as)
    if telling is None:
        return None
    return DateItem(told, telling, has_moved=bool(told.row.moved_from) and not notice.has_been_told)


def _due_before_the_next_mail(dates: ToldDates, readers: Readers):
    """What a weekly reader would otherwise hear of when it has passed. No notice is made for it."""
    weekly = readers.next_mails()
    every = [told for found in dates.values() for told in found.values()] if weekly else []
    known = readers.told_of([told.row for told in every if told.row.moved_from])
    for told in every:
        row = told.row
        for telling in told.keepers:
            next_on = weekly.get(telling.recipient_id)
            if next_on is None or row.source_name in readers.wishes[telling.recipient_id].silenced:
                continue
            if readers.day <= row.due_on < next_on:
                has_moved = bool(row.moved_from) and (telling.recipient_id, *row.key, row.due_on) not in known
                yield telling.recipient_id, DateItem(told, telling, has_moved)


def _has(parcel: Parcel | None, item: DateItem) -> bool:
    return parcel is not None and any(known.told is item.told for known in parcel.dates)


def soon_for_weekly_readers(readers: Readers) -> tuple[date, date] | None:
    """The days that the weekly mails of today look ahead to; None where nobody reads weekly today."""
    last = readers.next_mails().values()
    return (readers.day, max(last) - timedelta(days=1)) if last else None
