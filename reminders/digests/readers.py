"""Who is written to on a day, what is untold of theirs, and what is noted when the mails are written."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from reference.working_days import WorkingDays
from reminders.enums import MailKind, NoticeFate
from reminders.models import Notice, OutgoingMail, Subscription
from reminders.sources import WatchedDate

MARK = """
    UPDATE reminders_notice notice
       SET mail_id = done.mail, fate = done.fate
      FROM UNNEST(%s::bigint[], %s::bigint[], %s::varchar[]) AS done (notice, mail, fate)
     WHERE notice.id = done.notice
"""
DIGESTS = (MailKind.DIGEST, MailKind.WEEKLY, MailKind.OFFICE)
SAME_DATE = ("source", "object_id", "due_on", "recipient")


class Wishes(dict[int | None, Subscription]):
    """The subscription of each person who has chosen; the usual one for everybody else."""

    def __missing__(self, person_pk: int | None) -> Subscription:
        return Subscription() if person_pk is None else Subscription(user_id=person_pk)


class Readers:
    """Everybody but those whose day it is not and those who have had their mail; ``wishes`` and ``notices`` are theirs.

    Each notice has ``has_been_told``: whether a mail has told this reader of this very date before.
    """

    def __init__(self, day: date, working_days: WorkingDays):
        told = OutgoingMail.objects.filter(day=day, kind__in=DIGESTS)
        wishes = {wish.user_id: wish for wish in Subscription.objects.filter(user__is_active=True)}
        self.day = day
        self.working_days = working_days
        self.not_today = {key for key, wish in wishes.items() if not wish.is_due_on(day)}
        self.not_today |= set(told.values_list("recipient", flat=True))
        self.wishes = Wishes((key, wish) for key, wish in wishes.items() if key not in self.not_today)
        self.notices = list(self._untold())

    def next_mails(self) -> dict[int | None, date]:
        """Of those who read weekly, the day of the next mail after today's: theirs, or the next that is worked."""
        weekly = {key: wish.next_weekly_after(self.day) for key, wish in self.wishes.items() if wish.is_weekly}
        worked = {day: self.working_days.on_or_after(day) for day in set(weekly.values())}
        return {key: worked[day] for key, day in weekly.items()}

    def _untold(self):
        told = Notice.objects.filter(mail__isnull=False, **{name: OuterRef(name) for name in SAME_DATE})
        not_today = Q(recipient__in=self.not_today - {None})
        if None in self.not_today:
            not_today |= Q(recipient__isnull=True)
        here = Q(recipient__is_active=True) | Q(recipient__isnull=True)
        untold = Notice.objects.untold().filter(here).exclude(not_today)
        return untold.annotate(has_been_told=Exists(told))

    def told_of(self, rows: list[WatchedDate]) -> set[tuple]:
        """Who has been told of which of ``rows`` by a mail: recipient, source, object and the date as it is now."""
        if not rows:
            return set()
        told = Notice.objects.filter(mail__isnull=False, object_id__in={row.object_id for row in rows})
        return set(told.values_list("recipient", "source", "object_id", "due_on"))

    def only_todays(self, untold: Iterable[Any]) -> list[Any]:
        """Those of ``untold`` whose ``recipient_id`` is written to today."""
        return [each for each in untold if each.recipient_id not in self.not_today]

    def mark(self, parcels, written):
        """Note which mail told what, and what never will be; a parcel that could not be written is left as it is."""
        told = {parcel.recipient_id: mail.pk for parcel, mail in written}
        done = []
        for parcel in parcels:
            if parcel.is_empty or parcel.recipient_id in told:
                done += [(pk, told[parcel.recipient_id], NoticeFate.TO_TELL.value) for pk in parcel.told]
                done += [(pk, None, fate.value) for pk, fate in parcel.left.items()]
        if done:
            with connection.cursor() as cursor:
                cursor.execute(MARK, [list(column) for column in zip(*done, strict=True)])

    def note_weeks(self, parcels, written, *, is_whole: bool):
        """Note whose weekly day is done with. Whose mail failed is asked again the next working day.

        So is who got none though not every source could be read (``is_whole``).
        """
        told = {parcel.recipient_id for parcel, _mail in written}
        failed = {parcel.recipient_id for parcel in parcels if not parcel.is_empty} - told
        weekly = {key for key, wish in self.wishes.items() if wish.is_weekly}
        Subscription.objects.filter(user__in=(weekly if is_whole else weekly & told) - failed).update(
            last_weekly_on=self.day
        )
