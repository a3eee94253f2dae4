from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import history
from reference.models.base import NamedInTwoLanguages


@history.track()
class ClosedDays(NamedInTwoLanguages):
    """Days on which the university is closed beside public holidays; administrators enter them in Django admin."""

    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("closed days")
        verbose_name_plural = _("closed days")
        ordering = ("-starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="closed_days_end_after_they_start",
                violation_error_message=_("The last day lies before the first."),
            )
        ]
