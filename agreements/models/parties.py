"""Who an agreement is between, and which units beside the responsible one it concerns."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from core import history
from partners.merge_trigger import LeadsToSurvivor
from partners.models import Institution


@history.track(obj_field=None)
class FurtherUnit(Agreement.further_units.through):  # type: ignore[name-defined]  # made by Django
    """A unit that is concerned beside the responsible one. Here only so that its coming and going is recorded."""

    class Meta:
        proxy = True
        verbose_name = _("further unit")
        verbose_name_plural = _("further units")


@history.track()
class Party(models.Model):
    """One signing side of an agreement; the home institution is always one of them."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="parties", verbose_name=_("institution"))
    is_home = models.BooleanField(default=False, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    partner_unit = models.CharField(_("their unit"), max_length=250, blank=True)
    reference = models.CharField(_("their reference"), max_length=100, blank=True)
    signatory = models.CharField(_("signed by"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("position", "pk")
        indexes = [models.Index(fields=["institution", "agreement"], name="party_by_institution")]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "institution"], name="party_once"),
            models.UniqueConstraint(fields=["agreement"], condition=Q(is_home=True), name="party_one_home"),
        ]
        triggers = [LeadsToSurvivor(field="institution")]

    def __str__(self):
        return str(self.institution)
