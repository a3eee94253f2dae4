"""What is paid of a grant and when it was. Written by ``mobility.grants`` alone."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.enums import SchemeCode
from mobility.grants.enums import Instalment
from mobility.models.grants import GrantCalculation
from mobility.models.mobilities import Mobility
from reference.models import Country, ReferenceRow
from reference.querysets import DatedByCallQuerySet


@history.track()
class InstalmentShare(ReferenceRow):
    """How much of a grant is paid at the start, by national agency and call; the rest is the balance (KA131-42)."""

    rules = models.CharField(_("scheme"), max_length=10, choices=SchemeCode)
    agency_country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country of the national agency"),
    )
    valid_from_call = models.PositiveSmallIntegerField(_("from call"))
    valid_to_call = models.PositiveSmallIntegerField(_("to call"), null=True, blank=True)
    first_share = models.PositiveSmallIntegerField(
        _("first instalment (per cent)"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    rule = models.CharField(_("rule"), max_length=20, blank=True)

    objects = DatedByCallQuerySet.as_manager()

    class Meta:
        verbose_name = _("share paid first")
        verbose_name_plural = _("shares paid first")
        ordering = ("rules", "-valid_from_call")
        constraints = [
            models.UniqueConstraint(
                fields=["rules", "agency_country", "valid_from_call"],
                name="instalment_share_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(first_share__gte=1, first_share__lte=100), name="instalment_share_real"),
        ]

    def __str__(self):
        return f"{self.rules} {self.valid_from_call}: {self.first_share} %"


@history.track()
class GrantPayment(models.Model):
    """Money that was paid to a participant, or came back: a balance below zero. Each instalment once."""

    mobility = models.ForeignKey(Mobility, models.PROTECT, related_name="payments")
    calculation = models.ForeignKey(GrantCalculation, models.PROTECT, related_name="payments")
    instalment = models.PositiveSmallIntegerField(_("instalment"), choices=Instalment)
    amount = models.DecimalField(_("amount (euro)"), max_digits=9, decimal_places=2)
    paid_on = models.DateField(_("paid on"))
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("recorded by")
    )
    recorded_at = models.DateTimeField(_("recorded"), auto_now_add=True)

    class Meta:
        verbose_name = _("payment of a grant")
        verbose_name_plural = _("payments of grants")
        ordering = ("mobility", "instalment")
        constraints = [
            models.UniqueConstraint(fields=["mobility", "instalment"], name="instalment_paid_once"),
            models.CheckConstraint(
                condition=~Q(instalment=Instalment.FIRST) | Q(amount__gt=Decimal(0)),
                name="first_instalment_is_paid_out",
            ),
        ]

    def __str__(self):
        return f"{self.get_instalment_display()} {self.amount}"
