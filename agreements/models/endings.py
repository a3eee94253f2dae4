"""How agreements were stopped: notice, suspension, termination, and what held before."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.enums import EndingKind, EndingSide
from agreements.models.agreements import Agreement
from agreements.querysets import EndingQuerySet
from core import history


@history.track(exclude=("recorded_by", "recorded_at"))
class Ending(models.Model):
    """One act by which an agreement was stopped or paused. Written by ``services.endings`` alone.

    ``told_on`` is the day of the act, ``takes_effect_on`` the first day that notice leaves without the agreement,
    ``until_on`` the day a suspension is looked at again. ``last_day`` is what it made the agreement's last day,
    ``former_last_day`` what that was. ``lifted_on``: notice was withdrawn, or the agreement resumed.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="endings")
    kind = models.CharField(_("kind"), max_length=20, choices=EndingKind)
    side = models.CharField(_("by whom"), max_length=10, choices=EndingSide, default=EndingSide.OURS)
    told_on = models.DateField(_("on"))
    takes_effect_on = models.DateField(_("takes effect on"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    last_day = models.DateField(_("last day in force"), null=True, blank=True)
    former_last_day = models.DateField(_("last day before"), null=True, blank=True)
    was_open_ended = models.BooleanField(_("had no end date before"), default=False)
    lifted_on = models.DateField(_("lifted on"), null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EndingQuerySet.as_manager()

    class Meta:
        verbose_name = _("end or pause")
        verbose_name_plural = _("ends and pauses")
        ordering = ("-told_on", "-pk")
        indexes = [
            models.Index(fields=["until_on", "id"], name="ending_by_until", condition=Q(until_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind"], condition=Q(lifted_on__isnull=True), name="ending_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="ending_has_a_reason"),
            models.CheckConstraint(
                condition=Q(takes_effect_on__isnull=True) | Q(takes_effect_on__gt=F("told_on")),
                name="ending_takes_effect_later",
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
