from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from reminders.querysets import ArrangementQuerySet


@history.track(exclude=("arranged_at",))
class Arrangement(models.Model):
    """What people have arranged about one watched date: who sees to it, until when it rests, why it is not needed.

    ``keeper`` stays when the date moves; ``handed_by`` and ``handed_note`` say who passed it on, and with what words.
    A rest (``rests_until``) or ``is_not_needed`` holds for the date ``due_on`` only: once the date moves, it is due
    again; ``reason`` and ``arranged_by`` are about that. Written by ``reminders.arrangements`` alone.
    """

    source = models.CharField(max_length=50)
    object_id = models.BigIntegerField()
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handed to")
    )
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("handed over by")
    )
    handed_note = models.CharField(_("note"), max_length=300, blank=True)
    due_on = models.DateField(_("about the date"), null=True)
    rests_until = models.DateField(_("rests until"), null=True)
    is_not_needed = models.BooleanField(_("not needed"), default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    arranged_at = models.DateTimeField(auto_now=True)

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement about a date")
        verbose_name_plural = _("arrangements about dates")
        indexes = [models.Index(fields=["keeper"], name="arrangement_by_keeper", condition=Q(keeper__isnull=False))]
        constraints = [
            models.UniqueConstraint(fields=["source", "object_id"], name="arrangement_once"),
            models.CheckConstraint(
                condition=Q(is_not_needed=False, rests_until__isnull=True) | Q(due_on__isnull=False),
                name="arrangement_names_its_date",
            ),
            models.CheckConstraint(
                condition=Q(is_not_needed=False, rests_until__isnull=True) | ~Q(reason=""),
                name="arrangement_has_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.source} {self.object_id}"
