from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.balance.enums import BalanceLevel
from reference.models import ReferenceRow


@history.track()
class BalanceThreshold(ReferenceRow):
    """From where on an exchange counts as out of balance (AG-13): so many semesters, or a share of the agreed ones."""

    level = models.CharField(_("what it says"), max_length=10, choices=BalanceLevel, unique=True)
    semesters = models.PositiveSmallIntegerField(_("from semesters"), validators=[MinValueValidator(1)])
    share_of_quota = models.PositiveSmallIntegerField(
        _("or from this share of the agreed semesters (per cent)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("threshold of the balance")
        verbose_name_plural = _("thresholds of the balance")
        ordering = ("semesters",)
        constraints = [models.CheckConstraint(condition=Q(semesters__gte=1), name="balance_threshold_real")]

    def __str__(self):
        return self.get_level_display()
