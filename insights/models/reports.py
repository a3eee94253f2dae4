from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.enums import JobState
from core.models import Job
from core.papers.sections import Section, section_from
from core.private_files import private_upload_path
from insights.enums import ReportKind, Rhythm
from insights.querysets import MadeReportQuerySet, ReportScheduleQuerySet


@history.track()
class ReportSchedule(models.Model):
    """That a person wants a report made again and again, and a mail with its address. It goes with the person.

    ``subject`` as that of ``MadeReport``; a report of a year is made of the year under way. Written by
    ``insights.reports.scheduling`` alone.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="report_schedules", verbose_name=_("for")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind)
    subject = models.CharField(_("about"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=400)
    language = models.CharField(_("language"), max_length=5)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm)
    next_on = models.DateField(_("next on"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scheduled report")
        verbose_name_plural = _("scheduled reports")
        ordering = ("next_on", "pk")
        constraints = [models.UniqueConstraint(fields=["owner", "kind", "subject"], name="report_schedule_once")]
        indexes = [models.Index(fields=["next_on"], name="report_schedule_by_day")]

    def __str__(self):
        return self.title


class MadeReport(models.Model):
    """A report as the worker made it for one person. Row and files go at ``kept_until``.

    ``subject`` is the key of what it is about, "" where it is about everything. ``on_page`` are its sections as the
    person may see them whose rights reach as far as they did (``reach``), ``handed_out`` those of the files, without
    small groups. Written by ``reports.making`` alone.
    """

    made_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="made_reports", verbose_name=_("made for")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind)
    subject = models.CharField(_("about"), max_length=20, blank=True)
    academic_year = models.PositiveSmallIntegerField(_("academic year"), null=True)
    schedule = models.ForeignKey(
        ReportSchedule, models.SET_NULL, null=True, related_name="+", verbose_name=_("scheduled by")
    )
    language = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=400)
    reach = models.CharField(_("reach of the rights"), max_length=64, blank=True)
    on_page = models.JSONField(default=list)
    handed_out = models.JSONField(default=list)
    pdf = models.FileField(_("PDF"), upload_to=private_upload_path, max_length=255, blank=True)
    xlsx = models.FileField(_("workbook"), upload_to=private_upload_path, max_length=255, blank=True)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    made_at = models.DateTimeField(_("made at"), null=True)
    kept_until = models.DateTimeField(_("kept until"))

    objects = MadeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ("-created_at", "-pk")
        indexes = [models.Index(fields=["kept_until"], name="made_report_by_end")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("insights:report_detail", args=[self.pk])

    def sections(self, reach: str) -> list[Section]:
        """What its page shows: to whose rights reach less far by now, or further, what the files say."""
        return [section_from(each) for each in (self.on_page if reach == self.reach else self.handed_out)]

    @property
    def is_ready(self) -> bool:
        return self.made_at is not None and self.kept_until > timezone.now()

    @property
    def is_gone(self) -> bool:
        return self.kept_until <= timezone.now()

    @property
    def is_working(self) -> bool:
        return self.made_at is None and self.job is not None and self.job.state not in JobState.finished
