from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.bulk.enums import BulkOutcome, BulkState

TIME_TO_UNDO = timedelta(hours=24)


class BulkEdit(models.Model):
    """One change that a person wants to make to many rows. Written by ``core.bulk`` alone, seen by that person alone.

    ``wanted`` are the new values by the name of the field; ``query`` is the list they came from.
    """

    kind = models.CharField(max_length=30)
    state = models.CharField(_("state"), max_length=10, choices=BulkState, default=BulkState.PREPARING)
    wanted = models.JSONField(default=dict)
    note = models.CharField(_("reason"), max_length=500, blank=True)
    query = models.TextField(blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bulk_edits")
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("bulk edit")
        verbose_name_plural = _("bulk edits")
        ordering = ("-created_at", "-pk")

    def __str__(self):
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self):
        return reverse("core:bulk_detail", args=[self.pk])

    @property
    def undo_until(self):
        return self.done_at + TIME_TO_UNDO if self.done_at else None

    @property
    def can_be_undone(self) -> bool:
        return self.state == BulkState.DONE and self.undo_until is not None and timezone.now() < self.undo_until


class BulkRow(models.Model):
    """What a bulk edit means for one object: its values before and after, by the name of the field.

    ``seen_at`` is the version the preview showed, ``written_at`` the one the edit made: a row that has another by
    then was changed by somebody else, and is left as it is.
    """

    edit = models.ForeignKey(BulkEdit, models.CASCADE, related_name="rows")
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=400)
    outcome = models.CharField(_("outcome"), max_length=10, choices=BulkOutcome, default=BulkOutcome.PLANNED)
    reason = models.TextField(blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("row of a bulk edit")
        verbose_name_plural = _("rows of a bulk edit")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["edit", "object_id"], name="bulk_row_once")]

    def __str__(self):
        return self.label
