from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cooperation.calls.querysets import FundingCallQuerySet
from cooperation.proposals.enums import PriorityKind
from core import history
from reference.models import CallDeadline

DAYS_BEFORE = {"validators": [MaxValueValidator(365)]}
MONTHS = {"validators": [MinValueValidator(1), MaxValueValidator(120)]}


@history.track()
class FundingCall(models.Model):
    """What one call asks of proposals. Written by ``cooperation.calls.services``, by the office.

    When it closes, and by when the house wants abstract and draft, stands in ``deadline`` alone: the desk, the calendar
    and proposals read it there. The days here say how far those inner dates lie before it (KA220-11).
    """

    deadline = models.OneToOneField(
        CallDeadline, models.PROTECT, related_name="funding_call", verbose_name=_("deadline"), editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    lump_sums = ArrayField(
        models.PositiveIntegerField(validators=[MinValueValidator(1), MaxValueValidator(100_000_000)]),
        default=list,
        blank=True,
        verbose_name=_("lump sums (euro)"),
    )
    least_organisations = models.PositiveSmallIntegerField(
        _("organisations, at least"), default=3, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    least_countries = models.PositiveSmallIntegerField(
        _("programme countries, at least"), default=3, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    shortest_months = models.PositiveSmallIntegerField(_("months, at least"), default=12, **MONTHS)
    longest_months = models.PositiveSmallIntegerField(_("months, at most"), default=36, **MONTHS)
    abstract_days_before = models.PositiveSmallIntegerField(
        _("abstract: days before the deadline"), default=42, **DAYS_BEFORE
    )
    draft_days_before = models.PositiveSmallIntegerField(
        _("final draft: days before the deadline"), default=14, **DAYS_BEFORE
    )
    contact = models.CharField(_("coordinator of the action"), max_length=200, blank=True)
    link = models.URLField(_("its page"), max_length=500, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = FundingCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for proposals")
        verbose_name_plural = _("calls for proposals")
        ordering = ("-deadline__due_on", "title")
        constraints = [
            models.CheckConstraint(
                condition=Q(longest_months__gte=F("shortest_months")),
                name="funding_call_months_in_order",
                violation_error_message=_("The longest project would be shorter than the shortest."),
            ),
            models.CheckConstraint(
                condition=Q(abstract_days_before__gte=F("draft_days_before")),
                name="funding_call_days_in_order",
                violation_error_message=_("The abstract is wanted before the final draft: give it more days."),
            ),
            models.CheckConstraint(
                condition=Q(least_organisations__gte=F("least_countries")),
                name="funding_call_countries_of_organisations",
                violation_error_message=_("So few organisations cannot come from so many countries."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cooperation:call_detail", args=[self.pk])

    @property
    def is_closed(self) -> bool:
        return self.deadline.due_at < timezone.now()


@history.track()
class CallPriority(models.Model):
    """One priority of a call, of which a proposal names one to three (KA220-07)."""

    call = models.ForeignKey(FundingCall, models.CASCADE, related_name="priorities", verbose_name=_("call"))
    kind = models.CharField(_("kind"), max_length=12, choices=PriorityKind, default=PriorityKind.HORIZONTAL)
    title = models.CharField(_("priority"), max_length=200)

    class Meta:
        verbose_name = _("priority of a call")
        verbose_name_plural = _("priorities of calls")
        ordering = ("kind", "pk")
        constraints = [models.UniqueConstraint(fields=["call", "title"], name="call_priority_once")]

    def __str__(self):
        return self.title
