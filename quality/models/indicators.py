"""What is measured: the indicators of a process, their values cycle by cycle, and the objectives they serve."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from core.indicators import Figure, figure_named
from core.private_files import private_upload_path
from quality.enums import Better, Comparator, IndicatorKind, ObjectiveLevel, ValueOrigin
from quality.enums.units import unit_words
from quality.models.follow_ups import FollowUp
from quality.models.processes import YEARS, Process
from quality.querysets import IndicatorQuerySet, ObjectiveQuerySet, OfFollowUpQuerySet
from reference.academic_years import AcademicYear
from reference.models import NamedInTwoLanguages, SuppliedRow


class InSomeYears(models.Model):
    """Holds from one academic year on, to another or without an end."""

    valid_from: int
    valid_to: int | None

    class Meta:
        abstract = True

    @property
    def years_in_words(self) -> str:
        """ "2023/24 – 2026/27"; without an end "from 2023/24"."""
        if self.valid_to is None:
            return str(_("from %(year)s")) % {"year": AcademicYear(self.valid_from)}
        return f"{AcademicYear(self.valid_from)} – {AcademicYear(self.valid_to)}"


@history.track()
class Indicator(InSomeYears, NamedInTwoLanguages, SuppliedRow):
    """One thing asked of every follow-up of a process. ``computed_by`` names a figure of ``core.indicators``, or ""."""

    process = models.ForeignKey(Process, models.PROTECT, related_name="indicators", verbose_name=_("process"))
    code = models.SlugField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=IndicatorKind, default=IndicatorKind.NUMBER)
    measured_in = models.CharField(_("measured in"), max_length=40, blank=True)
    better = models.CharField(_("direction"), max_length=10, choices=Better, blank=True)
    computed_by = models.CharField(_("computed from the portal"), max_length=60, blank=True)
    help_en = models.CharField(_("what exactly is asked, in English"), max_length=500, blank=True)
    help_sv = models.CharField(_("what exactly is asked, in Swedish"), max_length=500, blank=True)
    is_required = models.BooleanField(_("needed before the dialogue"), default=True)
    valid_from = models.PositiveSmallIntegerField(_("from the academic year"), validators=YEARS)
    valid_to = models.PositiveSmallIntegerField(_("to the academic year"), null=True, blank=True, validators=YEARS)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    updated_at = models.DateTimeField(auto_now=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("process__position", "position", "code")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="indicator_years_in_order",
                violation_error_message=_("The last year is before the first."),
            )
        ]

    def get_absolute_url(self):
        return reverse("quality:indicator_detail", args=[self.code])

    @property
    def help(self) -> str:
        """What exactly is asked, in the reader's language."""
        return english_or_swedish(self.help_en, self.help_sv)

    @property
    def unit_words(self) -> str:
        """What it is measured in, in the reader's language."""
        return unit_words(self.measured_in)

    @property
    def figure(self) -> Figure | None:
        """What the portal computes it by; None where people fill it in."""
        return figure_named(self.computed_by) if self.computed_by else None

    @property
    def figure_words(self) -> str:
        return str(self.figure.label) if self.figure else ""

    @property
    def has_figure(self) -> bool:
        return self.kind in IndicatorKind.with_figure

    @property
    def is_share(self) -> bool:
        return self.kind == IndicatorKind.SHARE


@history.track()
class IndicatorValue(models.Model):
    """The value of one indicator in one follow-up: ``number`` (a share in per cent), ``text`` or ``file``, by its kind.

    ``kind`` is the indicator's, kept so that the database refuses a share over 100. Written by ``quality.indicators``.
    """

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values")
    kind = models.CharField(max_length=10, choices=IndicatorKind, editable=False)
    number = models.DecimalField(_("value"), max_digits=14, decimal_places=2, null=True, blank=True)
    text = models.TextField(_("text"), max_length=8000, blank=True)
    file = models.FileField(_("file"), upload_to=private_upload_path, max_length=255, blank=True)
    original_name = models.CharField(_("file name"), max_length=200, blank=True)
    content_type = models.CharField(max_length=100, blank=True, editable=False)
    note = models.CharField(_("remark"), max_length=500, blank=True)
    origin = models.CharField(_("origin"), max_length=10, choices=ValueOrigin, default=ValueOrigin.TYPED)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("by")
    )
    filled_at = models.DateTimeField(_("entered"), auto_now=True)

    objects = OfFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "indicator"], name="indicator_value_once"),
            models.CheckConstraint(
                condition=~Q(kind=IndicatorKind.SHARE) | Q(number__isnull=True) | Q(number__range=(0, 100)),
                name="indicator_share_within_a_hundred",
                violation_error_message=_("A share lies between 0 and 100 per cent."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.number if self.number is not None else self.text or self.original_name}"


@history.track()
class Objective(InSomeYears, NamedInTwoLanguages, SuppliedRow):
    """What an indicator should reach in some years, set by the state or by the university itself."""

    level = models.CharField(_("set by"), max_length=10, choices=ObjectiveLevel, default=ObjectiveLevel.OWN)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="objectives", verbose_name=_("indicator"))
    comparator = models.CharField(_("met when"), max_length=10, choices=Comparator, default=Comparator.AT_LEAST)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)
    valid_from = models.PositiveSmallIntegerField(_("from the academic year"), validators=YEARS)
    valid_to = models.PositiveSmallIntegerField(_("to the academic year"), null=True, blank=True, validators=YEARS)
    source = models.CharField(_("source"), max_length=250, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ("level", "name_en")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="objective_years_in_order",
                violation_error_message=_("The last year is before the first."),
            )
        ]

    def is_met_by(self, number) -> bool:
        return number >= self.target if self.comparator == Comparator.AT_LEAST else number <= self.target
