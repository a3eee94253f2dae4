from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.checks import Severity
from insights.querysets import FindingQuerySet


class Finding(models.Model):
    """That a row failed a consistency check: since which night, and whose it is to mend.

    What is wrong is asked of the check when it is shown, so that no name is kept here. Written by
    ``insights.findings.looking`` alone; a row that is mended has its day, and a new finding if it fails again.
    """

    check_name = models.CharField(_("check"), max_length=80)
    object_id = models.BigIntegerField(_("row"))
    severity = models.CharField(_("severity"), max_length=10, choices=Severity)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("to be mended by")
    )
    found_on = models.DateField(_("found on"), default=timezone.localdate)
    due_on = models.DateField(_("to be mended by"))
    mended_on = models.DateField(_("mended on"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    is_elsewhere = False  # ``insights.findings.shown`` says it of a row its reader does not see

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a check")
        verbose_name_plural = _("findings of checks")
        ordering = ("found_on", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["check_name", "object_id"], condition=Q(mended_on__isnull=True), name="finding_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(mended_on__isnull=True), name="finding_by_day"),
            # All that the list counts and orders by, so that its numbers never read the rows.
            models.Index(
                fields=["found_on", "id"],
                include=["severity", "owner"],
                condition=Q(mended_on__isnull=True),
                name="finding_open",
            ),
        ]

    def __str__(self):
        return f"{self.check_name} {self.object_id}"

    @property
    def severity_tone(self) -> str:
        return Severity(self.severity).tone
