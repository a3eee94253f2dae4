"""What a grant project may spend, and what was moved between its lines."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from mobility.enums import Direction, SchemeCode
from mobility.models.projects import GrantProject
from mobility.projects.enums import BudgetPurpose, Crossing
from reference.models import Country, ReferenceRow

NOT_NEGATIVE = MinValueValidator(Decimal(0))
A_CENT = MinValueValidator(Decimal("0.01"))


@history.track()
class BudgetLine(models.Model):
    """What the agency granted for one purpose, in euro. Written by ``mobility.projects.services`` alone.

    ``direction`` and ``country`` are empty where the grant agreement does not divide by them; those of KA171 do.
    """

    project = models.ForeignKey(GrantProject, models.CASCADE, related_name="budget_lines")
    purpose = models.CharField(_("what for"), max_length=20, choices=BudgetPurpose)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, blank=True)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("country of the partner")
    )
    granted = models.DecimalField(_("granted (euro)"), max_digits=11, decimal_places=2, validators=[NOT_NEGATIVE])
    places = models.PositiveSmallIntegerField(
        _("people granted"), null=True, blank=True, validators=[MaxValueValidator(9999)]
    )
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ("project", "purpose", "direction", "country__name_en", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "purpose", "direction", "country"],
                name="budget_line_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(granted__gte=0), name="budget_line_not_negative"),
        ]

    def __str__(self):
        parts = [self.get_purpose_display()]
        if self.direction:
            parts.append(self.get_direction_display())
        if self.country_id:
            parts.append(str(self.country))
        return ", ".join(map(str, parts))


@history.track()
class BudgetTransfer(models.Model):
    """Money moved from one line to another, for good: a mistake is mended by moving it back.

    ``agency_asked_on`` is the day the national agency was asked where a rule wants that, ``amended_on`` that of
    the amendment of the grant agreement that allows more than a rule does.
    """

    source = models.ForeignKey(BudgetLine, models.PROTECT, related_name="moved_out", verbose_name=_("from"))
    target = models.ForeignKey(BudgetLine, models.PROTECT, related_name="moved_in", verbose_name=_("to"))
    amount = models.DecimalField(_("amount (euro)"), max_digits=11, decimal_places=2, validators=[A_CENT])
    reason = models.CharField(_("reason"), max_length=500)
    agency_asked_on = models.DateField(_("agency asked on"), null=True, blank=True)
    amended_on = models.DateField(_("grant agreement amended on"), null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(_("moved"), auto_now_add=True)

    class Meta:
        verbose_name = _("budget transfer")
        verbose_name_plural = _("budget transfers")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="budget_transfer_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="budget_transfer_between_two"),
        ]

    def __str__(self):
        return f"{self.source} → {self.target}"


@history.track()
class TransferLimit(ReferenceRow):
    """What a scheme permits when money crosses a border of the budget (ICM-08), supplied and edited by administrators.

    ``share`` is the most that may cross, in per cent of the whole grant; empty where there is no limit.
    """

    rules = models.CharField(_("scheme"), max_length=10, choices=SchemeCode)
    crossing = models.CharField(_("what is crossed"), max_length=20, choices=Crossing)
    share = models.PositiveSmallIntegerField(
        _("at most (per cent of the grant)"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    asks_agency = models.BooleanField(_("the national agency is asked first"), default=False)
    rule = models.CharField(_("rule"), max_length=20, blank=True)
    sentence_en = models.CharField(_("what is said, in English"), max_length=300)
    sentence_sv = models.CharField(_("what is said, in Swedish"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("limit of transfers")
        verbose_name_plural = _("limits of transfers")
        ordering = ("rules", "crossing")
        constraints = [models.UniqueConstraint(fields=["rules", "crossing"], name="transfer_limit_once")]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self) -> str:
        """In the reader's language, where there is one in it."""
        return english_or_swedish(self.sentence_en, self.sentence_sv)
