"""The quality report of an academic year (QA-05)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import history
from core.enums import JobState
from core.in_languages import english_or_swedish
from core.models import Job
from core.private_files import private_upload_path
from core.state_trigger import StateMachine
from quality.enums import REPORT_EDGES, Area, ReportState
from quality.models.processes import YEARS
from quality.querysets import OfReportQuerySet, QualityReportQuerySet
from quality.reports.triggers import KeepsWhatIsAdopted, StaysAsAdopted
from reference.academic_years import AcademicYear


@history.track(exclude=("frozen",))
class QualityReport(models.Model):
    """The report of an academic year. Adopted, all it says is ``frozen``, with its SHA-256. Written by ``reports``."""

    academic_year = models.PositiveSmallIntegerField(_("academic year"), unique=True, validators=YEARS)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    state_since = models.DateTimeField(_("in this state since"), default=timezone.now, editable=False)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="quality_reports",
        verbose_name=_("who writes it"),
    )
    due_on = models.DateField(_("to be adopted by"), null=True, blank=True)
    begun_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later", verbose_name=_("begun from")
    )
    frozen = models.JSONField(null=True, blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = QualityReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("quality report")
        verbose_name_plural = _("quality reports")
        ordering = ("-academic_year",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(frozen__isnull=False) & ~Q(sha256=""),
                name="quality_report_frozen_when_adopted",
            )
        ]
        triggers = [StateMachine(field="state", edges=REPORT_EDGES), KeepsWhatIsAdopted()]

    def __str__(self):
        return str(_("Quality report %(year)s") % {"year": self.year})

    def get_absolute_url(self):
        return reverse("quality:report_detail", args=[self.pk])

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)

    @property
    def title(self) -> str:
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def own_title(self) -> str:
        """The title, where it says more than what every report is called; else ""."""
        return "" if self.title == str(self) else self.title

    @property
    def state_tone(self) -> str:
        return ReportState(self.state).tone


@history.track()
class ReportBlock(models.Model):
    """A text of a report, in Markdown: of one area, or "" of the whole."""

    report = models.ForeignKey(QualityReport, models.CASCADE, related_name="blocks")
    area = models.CharField(_("area"), max_length=2, choices=Area, blank=True)
    heading = models.CharField(_("heading"), max_length=200)
    body = models.TextField(_("text"), max_length=40_000, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a report")
        verbose_name_plural = _("texts of reports")
        ordering = ("position", "pk")
        triggers = [StaysAsAdopted()]

    def __str__(self):
        return self.heading


class ReportPaper(models.Model):
    """A report as PDF and Word in one language, made by the worker from what it said then (``sha256`` of that).

    One a language; it is made again, not kept beside another. Written by ``quality.reports.papers`` alone.
    """

    report = models.ForeignKey(QualityReport, models.CASCADE, related_name="papers")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    pdf = models.FileField(upload_to=private_upload_path, max_length=255, blank=True)
    docx = models.FileField(upload_to=private_upload_path, max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(_("made"), null=True)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper of a report")
        verbose_name_plural = _("papers of reports")
        ordering = ("language",)
        constraints = [models.UniqueConstraint(fields=["report", "language"], name="report_paper_once")]

    def __str__(self):
        return f"{self.report} ({self.get_language_display()})"

    @property
    def is_working(self) -> bool:
        return self.job is not None and self.job.state not in JobState.finished

    @property
    def is_ready(self) -> bool:
        return bool(self.pdf and self.docx)
