from django.db import models
from django.utils.translation import gettext_lazy as _

from reminders.enums import FeedScope
from reminders.models.subscriptions import Subscription


class FeedEntry(models.Model):
    """What one person's calendar last said of one date, so that what changes or goes away is told as that.

    ``fingerprint`` stands for the words and the day; ``sequence`` rises whenever it changes. ``cancelled_on`` is the
    day from which the date is told as cancelled. Written every night by ``reminders.feed.noting`` alone: a
    programme that reads the calendar writes nothing.
    """

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="feed_entries")
    scope = models.CharField(max_length=5, choices=FeedScope)
    source = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    due_on = models.DateField()
    fingerprint = models.CharField(max_length=32)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("entry of a calendar")
        verbose_name_plural = _("entries of calendars")
        constraints = [
            models.UniqueConstraint(fields=["subscription", "scope", "source", "object_id"], name="feed_entry_once")
        ]

    def __str__(self):
        return f"{self.source} {self.object_id} {self.due_on}"

    @property
    def key(self) -> tuple[str, int]:
        return self.source, self.object_id
