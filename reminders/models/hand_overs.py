from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reminders.enums import HandedOutcome
from reminders.querysets import HandOverQuerySet


class HandOver(models.Model):
    """What a person who leaves gives to whom: first a plan to look at, then what was done.

    Written by ``reminders.leaving.hand_overs`` alone. ``done_at`` is set once; what is in ``things`` stays as
    the record of it. A plan that nobody confirms changes nothing.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hand_overs", verbose_name=_("who leaves")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    closes_account = models.BooleanField(_("closes the account"), default=False)
    created_at = models.DateTimeField(_("planned"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True)
    returned_at = models.DateTimeField(_("handed back"), null=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handed back by")
    )

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | Q(done_at__isnull=False), name="hand_over_done_before_returned"
            )
        ]

    def __str__(self):
        return str(self.person)


class HandedThing(models.Model):
    """One thing of a hand-over, named by ``kind`` and ``key`` (``core.keeping``); its title is kept as it was then."""

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="things")
    kind = models.CharField(max_length=50)
    key = models.CharField(max_length=100)
    title = models.CharField(_("title"), max_length=300)
    url = models.CharField(max_length=300, blank=True)
    receiver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="handed_things", verbose_name=_("to")
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=HandedOutcome, default=HandedOutcome.PLANNED)
    why = models.CharField(_("why it stayed"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("thing handed over")
        verbose_name_plural = _("things handed over")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["hand_over", "kind", "key"], name="handed_thing_once")]

    def __str__(self):
        return self.title
