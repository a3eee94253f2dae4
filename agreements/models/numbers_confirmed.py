"""That the numbers of a coming academic year were looked at in time (AG-06)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models.agreements import Agreement
from core import history


@history.track()
class NumbersConfirmed(models.Model):
    """Somebody confirmed how many go and come under an agreement in the academic year that begins in ``year``."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="numbers_confirmed")
    year = models.PositiveSmallIntegerField(_("academic year"))
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmed numbers")
        verbose_name_plural = _("confirmed numbers")
        ordering = ("agreement", "year")
        constraints = [models.UniqueConstraint(fields=["agreement", "year"], name="numbers_confirmed_once")]

    def __str__(self):
        return f"{self.agreement}: {self.year}"
