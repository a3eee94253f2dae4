"""Institutions that are one: pairs that look like it, and what was done when two became one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from partners.enums import StepKind
from partners.models.institutions import Institution
from partners.querysets import MergeQuerySet, PossibleDuplicateQuerySet
from partners.similar_reasons import Reason

UNDO_DAYS = 30


class ExactEncoder(DjangoJSONEncoder):
    """As Django's, which however cuts the microseconds off: a row that comes back is the row that went."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


@history.track(exclude=("score", "reasons", "found_at"))
class PossibleDuplicate(models.Model):
    """Two institutions that may be one: found by ``partners.duplicates``, or named by a person who knew they are not.

    A dismissed pair stays, so that nobody is asked again.
    """

    first = models.ForeignKey(Institution, models.CASCADE, related_name="+", verbose_name=_("institution"))
    second = models.ForeignKey(Institution, models.CASCADE, related_name="+", verbose_name=_("other institution"))
    score = models.PositiveSmallIntegerField(_("likeness"), default=0)
    reasons = models.JSONField(default=list, blank=True)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    dismissed_at = models.DateTimeField(_("dismissed"), null=True, blank=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_because = models.TextField(_("why they are two"), blank=True)

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ("-score", "pk")
        indexes = [models.Index(fields=["-score", "id"], name="duplicate_by_score", condition=Q(dismissed_at=None))]
        constraints = [
            models.UniqueConstraint(Least("first", "second"), Greatest("first", "second"), name="duplicate_pair_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="duplicate_of_another"),
            models.CheckConstraint(
                condition=Q(dismissed_at__isnull=True) | ~Q(dismissed_because=""),
                name="duplicate_dismissed_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.first} – {self.second}"

    def get_absolute_url(self):
        return reverse("partners:merge", args=[self.first_id, self.second_id])

    @property
    def is_dismissed(self) -> bool:
        return self.dismissed_at is not None

    @property
    def reasons_in_words(self) -> list[str]:
        return [Reason(**reason).sentence for reason in self.reasons]


@history.track()
class Merge(models.Model):
    """That one institution was found to be another, and everything moved there. Its steps are kept for the undo.

    Written by ``partners.services.merging`` alone.
    """

    survivor = models.ForeignKey(Institution, models.PROTECT, related_name="merges", verbose_name=_("stays"))
    absorbed = models.ForeignKey(Institution, models.PROTECT, related_name="merged_by", verbose_name=_("was merged"))
    absorbed_name = models.CharField(_("its name"), max_length=300)
    reason = models.TextField(_("reason"), blank=True)
    made_at = models.DateTimeField(_("merged"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("merged by")
    )
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("undone by")
    )

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["absorbed"], condition=Q(undone_at__isnull=True), name="merged_once"),
            models.CheckConstraint(condition=~Q(survivor=F("absorbed")), name="merge_of_two"),
        ]

    def __str__(self):
        return self.absorbed_name

    def get_absolute_url(self):
        return reverse("partners:merge_detail", args=[self.pk])

    @property
    def undo_until(self):
        """The instant until which it can be undone; its steps are forgotten then."""
        return self.made_at + timedelta(days=UNDO_DAYS)

    @property
    def is_in_time(self) -> bool:
        return self.undone_at is None and timezone.now() < self.undo_until


class MergeStep(models.Model):
    """One row that a merger wrote: its values before and after, so that the merger can be undone.

    ``model`` is a label ("agreements.party"); of a row that was taken away, ``before`` holds all of it.
    """

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind)
    model = models.CharField(max_length=100)
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    before = models.JSONField(default=dict, encoder=ExactEncoder)
    after = models.JSONField(default=dict, encoder=ExactEncoder)

    class Meta:
        verbose_name = _("step of a merger")
        verbose_name_plural = _("steps of mergers")
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["merge", "position"], name="merge_step_in_order")]

    def __str__(self):
        return self.title
