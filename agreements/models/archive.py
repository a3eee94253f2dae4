from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.querysets import ArchiveExportQuerySet
from core.enums import JobState
from core.models import Job
from core.private_files import private_upload_path


class ArchiveExport(models.Model):
    """One parcel for the archive, made by the worker for one person. Its file goes at ``kept_until``, the row stays.

    ``problems`` are sentences about what the archive should know: a file that is lost, or is not as it came in.
    """

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="archive_exports")
    agreements = ArrayField(models.BigIntegerField())
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255, blank=True)
    original_name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(max_length=100, default="application/zip", editable=False)
    size = models.PositiveBigIntegerField(default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    problems = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    kept_until = models.DateTimeField(_("kept until"), null=True)

    objects = ArchiveExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("archive export")
        verbose_name_plural = _("archive exports")
        ordering = ("-created_at", "-pk")

    def __str__(self):
        return self.original_name

    @property
    def count(self) -> int:
        return len(self.agreements)

    @property
    def is_working(self) -> bool:
        return self.job is not None and self.job.state not in JobState.finished

    @property
    def is_failed(self) -> bool:
        return self.job is None or self.job.state == JobState.FAILED

    @property
    def is_ready(self) -> bool:
        return bool(self.file) and not self.is_gone

    @property
    def is_gone(self) -> bool:
        """Whether there was a file whose day is over."""
        return self.kept_until is not None and (not self.file or self.kept_until < timezone.now())
