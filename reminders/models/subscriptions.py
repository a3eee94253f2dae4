from datetime import date, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from reminders.enums import Rhythm, Weekday


@history.track(exclude=("calendar_nonce", "last_weekly_on"))
class Subscription(models.Model):
    """How one person wants to be told: how often, of which kinds not, and the secret of their calendar's address.

    A person without a row gets the defaults. Decisions are never among ``silenced``: they are told at once
    or, when the person wishes so, with the next digest. ``last_weekly_on`` is the day of the last weekly
    mail, or on which one would have been written had there been anything to tell.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscription", verbose_name=_("person")
    )
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm, default=Rhythm.DAILY)
    weekday = models.PositiveSmallIntegerField(_("on which day"), choices=Weekday, default=Weekday.MONDAY)
    has_decisions_at_once = models.BooleanField(_("tell me at once what waits for my decision"), default=True)
    silenced = ArrayField(models.CharField(max_length=50), default=list, blank=True, verbose_name=_("no mail about"))
    last_weekly_on = models.DateField(null=True, editable=False)
    calendar_nonce = models.CharField(max_length=40, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self):
        return str(self.user)

    @property
    def is_weekly(self) -> bool:
        return self.rhythm == Rhythm.WEEKLY

    def is_due_on(self, day: date) -> bool:
        """Whether a digest may be written on ``day``, a working day; a weekly one that was missed is made up for.

        Who has just chosen to be told weekly gets one mail the next working day, which bridges the days until theirs.
        """
        if not self.is_weekly:
            return True
        return self.last_weekly_on is None or self.last_weekly_on < self._latest_weekday(day)

    def next_weekly_after(self, day: date) -> date:
        """The day of the next weekly mail after ``day``, or the day off after which it is made up for."""
        return self._latest_weekday(day) + timedelta(days=7)

    def _latest_weekday(self, day: date) -> date:
        return day - timedelta(days=(day.weekday() - self.weekday) % 7)
