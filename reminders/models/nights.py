from django.db import models
from django.utils.translation import gettext_lazy as _


class Night(models.Model):
    """One run of the nightly job: what moved, what was noted and written, what failed. Written by ``reminders.nights``.

    ``finished_at`` stays empty when the run was killed; the next run does its work.
    """

    on = models.DateField(_("for the day"))
    started_at = models.DateTimeField(_("began"))
    finished_at = models.DateTimeField(_("ended"), null=True)
    report = models.JSONField(default=dict)
    failure_count = models.PositiveIntegerField(_("failures"), default=0)

    class Meta:
        verbose_name = _("night")
        verbose_name_plural = _("nights")
        ordering = ("-started_at", "-pk")

    def __str__(self):
        return f"{self.on}"
