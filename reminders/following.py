"""What a person follows, as desk and list show it: what happened last, and which watched date comes next."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.following import Followed, followables, followed_by, follows_of
from reminders.dates import DateQuestion, Whose
from reminders.sources import WatchedDate

MOST_ROWS = 50
MOST_DATES = 2000  # of one page of rows: far more than fifty things have


@dataclass(frozen=True)
class FollowedRow:
    """One followed thing with its next watched date, where it has one that the person may see."""

    followed: Followed
    next_date: WatchedDate | None = None


def followed_rows(user, on: date | None = None, *, first: int = 0, most: int = MOST_ROWS) -> list[FollowedRow]:
    """What ``user`` follows and may read, newest first, from the ``first``-th; a constant number of queries."""
    followed = followed_by(user, first=first, most=most)
    dates = _next_dates(user, followed, on or timezone.localdate())
    return [FollowedRow(each, dates.get((each.label, each.obj.pk))) for each in followed]


def followed_count(user) -> int:
    """How many things ``user`` follows and may still read."""
    return follows_of(user).count()


def _next_dates(user, followed: list[Followed], on: date) -> dict[tuple[str, int], WatchedDate]:
    """The earliest open date of each thing; one that has passed counts, as long as it waits for somebody."""
    keys = defaultdict(list)
    for each in followed:
        keys[each.label].append(each.obj.pk)
    next_dates: dict[tuple[str, int], WatchedDate] = {}
    for known in followables():
        if known.label in keys:
            question = DateQuestion(user, on, whose=Whose.ALL, pages=(known.model, keys[known.label]))
            for row in question.rows(MOST_DATES):
                next_dates.setdefault((known.label, row.page_id), row)
    return next_dates
