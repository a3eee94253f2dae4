from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Job


class RenewalRun(models.Model):
    """What one person asked to renew in one go, and what became of each. Written by ``services.renewal_runs`` alone.

    ``form`` names the page that was confirmed, so that it counts once however often it is sent. ``outcome`` has one
    entry for each agreement that was dealt with: ``{"agreement", "draft", "is_new", "sentence"}``.
    """

    form = models.UUIDField(unique=True)
    agreements = ArrayField(models.BigIntegerField())
    skip_evaluations_because = models.TextField(_("evaluations skipped because"), blank=True)
    outcome = models.JSONField(default=list, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="renewal_runs", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("renewal of several agreements")
        verbose_name_plural = _("renewals of several agreements")
        ordering = ("-created_at",)

    def __str__(self):
        return f"{self.created_at:%Y-%m-%d} {len(self.agreements)}"
