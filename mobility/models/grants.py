"""Grants as they were calculated. Written by ``mobility.grants`` alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import in_readers_language
from core.models import Job
from core.money import in_euro
from mobility.grants.enums import CalculationReason, LineKind
from mobility.models.mobilities import Mobility
from mobility.models.projects import GrantProject
from reference.enums import Confidence


@history.track()
class GrantCalculation(models.Model):
    """What a participant is paid for a stay, as it was worked out at one moment; earlier ones stay as they were.

    ``starts_on`` and ``ends_on`` are the days counted, as certified if ``is_by_actual_days``, ``facts`` a
    fingerprint of everything else the amount follows from. ``public_total`` leaves out the lines that only the office
    sees. ``open_points``: sentences in every language, ``{"rule", "words", "is_sensitive"}``.
    """

    mobility = models.ForeignKey(Mobility, models.CASCADE, related_name="calculations")
    reason = models.CharField(_("reason"), max_length=10, choices=CalculationReason, default=CalculationReason.FIRST)
    is_current = models.BooleanField(_("current"), default=True)
    call_year = models.PositiveSmallIntegerField(_("call"))
    country_group = models.CharField(_("country group"), max_length=20, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_by_actual_days = models.BooleanField(_("by the days certified"), default=False)
    days = models.PositiveSmallIntegerField(_("days"))
    total = models.DecimalField(_("total (euro)"), max_digits=9, decimal_places=2)
    public_total = models.DecimalField(_("total without what only the office sees"), max_digits=9, decimal_places=2)
    open_points = models.JSONField(_("open points"), default=list, blank=True)
    facts = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("calculated"), auto_now_add=True)

    class Meta:
        verbose_name = _("calculation of a grant")
        verbose_name_plural = _("calculations of grants")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["mobility"], condition=Q(is_current=True), name="one_current_calculation"),
            models.CheckConstraint(
                condition=Q(public_total__gte=0, total__gte=models.F("public_total")), name="grant_not_negative"
            ),
        ]

    def __str__(self):
        return f"{in_euro(self.total)} · {self.days}"

    @property
    def group_words(self) -> str:
        """The group of the receiving country in the call, or its region; "" where the tables know neither."""
        if self.country_group.startswith("R"):
            return _("Region %(number)s") % {"number": self.country_group[1:]}
        return _("Country group %(number)s") % {"number": self.country_group} if self.country_group else ""


class GrantLine(models.Model):
    """One amount of a calculation with its working, in every language of the house; never changed.

    ``rate`` and ``unit`` are the first tier's; ``source`` names the documents of the rows used (``Source.code``).
    """

    calculation = models.ForeignKey(GrantCalculation, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("for what"), max_length=12, choices=LineKind)
    rule = models.CharField(_("rule"), max_length=20)
    words = models.JSONField(_("working"))
    origin = models.JSONField(_("origin"), default=dict)
    rate = models.DecimalField(_("rate"), max_digits=10, decimal_places=2, null=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=400, blank=True)
    confidence = models.CharField(_("confidence"), max_length=10, choices=Confidence)
    amount = models.DecimalField(_("amount (euro)"), max_digits=9, decimal_places=2)
    is_sensitive = models.BooleanField(_("only the office sees it"), default=False)

    class Meta:
        verbose_name = _("line of a grant")
        verbose_name_plural = _("lines of grants")
        ordering = ("calculation_id", "position")
        constraints = [
            models.UniqueConstraint(fields=["calculation", "position"], name="grant_line_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="grant_line_not_negative"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.amount}"

    @property
    def working(self) -> str:
        return in_readers_language(self.words)

    @property
    def origin_words(self) -> str:
        return in_readers_language(self.origin)

    @property
    def is_verified(self) -> bool:
        return self.confidence in Confidence.verified


class GrantRecalculation(models.Model):
    """That somebody had many grants calculated anew: those of ``project``, or of the stays that ``query`` finds.

    ``outcome`` counts what came of it: ``{"changed", "unchanged", "left"}``. Its job tells how far it is.
    """

    project = models.ForeignKey(GrantProject, models.CASCADE, null=True, related_name="recalculations")
    query = models.CharField(max_length=2000, blank=True)
    job = models.OneToOneField(Job, models.SET_NULL, null=True, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    outcome = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("recalculation of grants")
        verbose_name_plural = _("recalculations of grants")
        ordering = ("-started_at", "-pk")

    def __str__(self):
        return str(self.project or self.query)
