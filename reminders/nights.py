"""The nights: what each run of the nightly job did is kept, and a night that was missed is made up for."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Max, Min
from django.utils import timezone

from accounts.models import User
from core.locks import is_held, lock_if_free
from reminders.models import Night

KEPT = 60
LONGEST_FAULT = 500
OVERDUE = timedelta(hours=26)
LOCK = 7303, 0
LATEST_KEY, SECONDS_REMEMBERED = "nights:latest", 60


def alone():
    """Whether this process is the only one at the night's work, while the block runs."""
    return lock_if_free(*LOCK)


def is_under_way() -> bool:
    return is_held(*LOCK)


def latest_due(now: datetime | None = None) -> datetime:
    """The last instant at which a night's work was to begin: ``NIGHT_BEGINS`` today, or yesterday if it is earlier.

    Where the clock leaps over that time, or strikes it twice, the day has one such instant all the same.
    """
    now = timezone.localtime(now)
    begins = timezone.make_aware(datetime.combine(now.date(), settings.NIGHT_BEGINS))
    if begins > now:
        begins = timezone.make_aware(datetime.combine(now.date() - timedelta(days=1), settings.NIGHT_BEGINS))
    return begins


def is_owed(now: datetime | None = None) -> bool:
    """Whether the work of the latest night is still to be done. What was run for another day does not count."""
    now = timezone.localtime(now)
    due = latest_due(now)
    made = Night.objects.filter(started_at__gte=due, finished_at__isnull=False)
    return not made.filter(on__range=(timezone.localdate(due), now.date())).exists()


def begin(on) -> Night:
    return Night.objects.create(on=on, started_at=timezone.now())


def note_steps(night: Night, steps: list[dict]):
    """Keep what the rooms' steps did before the sweep begins: it may be all there is to tell."""
    night.report = {"steps": steps}
    night.failure_count = sum(len(step["failures"]) for step in steps)
    night.save(update_fields=["report", "failure_count"])


def finish(night: Night, *, notices: dict[str, int], mails: int, failures: dict[str, str]) -> Night:
    """Keep what the sweep did, and forget the oldest nights."""
    night.report |= {"notices": notices, "mails": mails, "failures": failures}
    night.failure_count += len(failures)
    night.finished_at = timezone.now()
    night.save(update_fields=["report", "failure_count", "finished_at"])
    kept = list(Night.objects.values_list("pk", flat=True)[:KEPT])
    Night.objects.exclude(pk__in=kept).delete()
    cache.delete(LATEST_KEY)
    return night


def break_off(night: Night, error: Exception):
    """Keep why the sweep did not come to an end; the night stays owed, and is run again."""
    night.report["fault"] = words_of(error)
    night.failure_count += 1
    night.save(update_fields=["report", "failure_count"])


def words_of(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_FAULT]


def latest_finished() -> datetime | None:
    """When the latest night's work was done; None before the first."""
    return Night.objects.aggregate(at=Max("finished_at"))["at"]


def waited_for_since() -> datetime | None:
    """Since when the next night's work is waited for: the end of the latest.

    A portal without a night is young, or its beat has never run: it is as old as its first person.
    """
    return latest_finished() or User.objects.aggregate(at=Min("created_at"))["at"]


def is_too_long(since: datetime | None, now: datetime | None = None) -> bool:
    return since is not None and (now or timezone.now()) - since > OVERDUE


def is_overdue() -> bool:
    """Whether no night's work has been done for so long that somebody must look. Asked anew once a minute."""
    return is_too_long(cache.get_or_set(LATEST_KEY, waited_for_since, SECONDS_REMEMBERED))


def latest_told() -> Night | None:
    """The latest night there is something to tell of: the one under way is not over yet."""
    newest = list(Night.objects.all()[:2])
    if newest and newest[0].finished_at is None and is_under_way():
        newest = newest[1:]
    return newest[0] if newest else None
