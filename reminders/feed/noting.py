"""What every calendar said, noted each night: from it follows what is told as changed or cancelled the day after."""

import logging
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from reminders.enums import FeedScope
from reminders.feed.addresses import RIGHT
from reminders.feed.events import Feed, feed_of
from reminders.models import FeedEntry, Subscription

logger = logging.getLogger(__name__)

NOTED = ("due_on", "fingerprint", "sequence", "changed_at", "cancelled_on")


def note_feeds(on: date | None = None) -> int:
    """Note both calendars of everybody who has an address; returns how many. One that fails stops no other."""
    on = on or timezone.localdate()
    noted = 0
    for subscription in Subscription.objects.exclude(calendar_nonce="").filter(user__is_active=True):
        for scope in FeedScope:
            try:
                noted += note_feed(subscription, scope, on)
            except Exception:
                logger.exception("The calendar of person %s could not be noted", subscription.user_id)
    return noted


@transaction.atomic
def note_feed(subscription: Subscription, scope: FeedScope, on: date) -> bool:
    """Write what the calendar says on the day over what it said; False where nobody can read it any more."""
    locked = Subscription.objects.select_for_update(of=("self",)).select_related("user").get(pk=subscription.pk)
    if not (locked.calendar_nonce and locked.user.is_active and locked.user.has_perm(RIGHT)):
        return False
    with override(locked.user.language):
        feed = feed_of(locked, scope, on, timezone.now())
    _write(locked, scope, feed)
    return True


def _write(subscription: Subscription, scope: FeedScope, feed: Feed):
    entries = [
        FeedEntry(
            subscription=subscription,
            scope=scope,
            source=event.source_name,
            object_id=event.object_id,
            fingerprint=event.fingerprint,
            **{name: getattr(event, name) for name in NOTED if name != "fingerprint"},
        )
        for event in feed.events
    ]
    kept = FeedEntry.objects.bulk_create(
        entries,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["subscription", "scope", "source", "object_id"],
        update_fields=NOTED,
    )
    forgotten = subscription.feed_entries.filter(scope=scope).exclude(pk__in=[entry.pk for entry in kept])
    if feed.cut_on:
        forgotten = forgotten.filter(due_on__lt=feed.cut_on)
    forgotten.delete()
