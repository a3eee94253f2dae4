"""The catalogue: what is followed up, how often, by whom and in which steps. Versioned (QA-01…04)."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import BigIntegerField, F, Func, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import history
from core.in_languages import english_or_swedish
from quality.enums import Area, Assumed, ProcessKind
from quality.querysets import ProcessVersionQuerySet
from reference.academic_years import AcademicYear
from reference.models import SuppliedRow

FIRST_YEAR, LAST_YEAR = 2000, 2100
YEARS = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
LONGEST_CYCLE = 12


def _years_of_process() -> Func:
    """The years of a version on a line on which each process has a stretch of its own, so that a range tells all."""
    line = Cast(F("process"), BigIntegerField()) * Value(10_000)
    last = Coalesce(Cast(F("valid_to"), BigIntegerField()), Value(9_999))
    return Func(line + F("valid_from"), line + last, Value("[]"), function="INT8RANGE")


@history.track()
class Process(SuppliedRow):
    """One process of the quality system, by its code; what it is stands in its versions."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    area = models.CharField(_("area"), max_length=2, choices=Area)
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ("position", "code")

    def __str__(self):
        return self.code


@history.track()
class ProcessVersion(SuppliedRow):
    """What a process is from one academic year on. Two versions of a process are never valid at once.

    ``assumed`` names the facts that have no source. ``years`` are the first years of academic years.
    Written by ``quality.catalogue.services`` and ``load_reference`` alone.
    """

    process = models.ForeignKey(Process, models.PROTECT, related_name="versions", verbose_name=_("process"))
    valid_from = models.PositiveSmallIntegerField(_("valid from the academic year"), validators=YEARS)
    valid_to = models.PositiveSmallIntegerField(
        _("valid to the academic year"), null=True, blank=True, validators=YEARS
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ProcessKind, default=ProcessKind.FOLLOW_UP)
    title_en = models.CharField(_("title in English"), max_length=200)
    title_sv = models.CharField(_("title in Swedish"), max_length=200, blank=True)
    purpose_en = models.TextField(_("purpose in English"), max_length=4000, blank=True)
    purpose_sv = models.TextField(_("purpose in Swedish"), max_length=4000, blank=True)
    cycle_years = models.PositiveSmallIntegerField(
        _("cycle in years"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CYCLE)]
    )
    accountable_role = models.CharField(_("accountable role"), max_length=120)
    accountable_role_sv = models.CharField(_("accountable role in Swedish"), max_length=120, blank=True)
    accountable = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="accountable_processes",
        verbose_name=_("who holds that role"),
    )
    period = models.CharField(_("time of the year"), max_length=60, blank=True)
    period_sv = models.CharField(_("time of the year in Swedish"), max_length=60, blank=True)
    esg = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name=_("standards of ESG 2015, part 1")
    )
    assumed = ArrayField(
        models.CharField(max_length=10, choices=Assumed), default=list, blank=True, verbose_name=_("assumed")
    )
    source = models.CharField(_("source"), max_length=250, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    remarks_sv = models.TextField(_("remarks in Swedish"), max_length=4000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProcessVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a process")
        verbose_name_plural = _("versions of processes")
        ordering = ("process__position", "process__code", "-valid_from")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="process_version_years_in_order",
                violation_error_message=_("The last year is before the first."),
            ),
            ExclusionConstraint(
                name="process_version_one_at_once",
                expressions=[(_years_of_process(), RangeOperators.OVERLAPS)],
                violation_error_message=_("Another version of this process is valid in these years."),
            ),
        ]

    def __str__(self):
        return f"{self.process.code} {self.title}"

    def clean(self):
        """Said before the database is asked about overlapping years: it knows no range that ends before it begins."""
        if self.valid_to is not None and self.valid_from is not None and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last year is before the first.")})

    def get_absolute_url(self):
        return reverse("quality:process_detail", args=[self.pk])

    def unit_paths_of_rights(self):
        return []  # a process is the university's

    def people_of_rights(self, right: str) -> set[int]:
        return {self.accountable_id} - {None}

    @property
    def title(self) -> str:
        """In the reader's language, where there is a title in it."""
        return english_or_swedish(self.title_en, self.title_sv)

    @property
    def purpose(self) -> str:
        return english_or_swedish(self.purpose_en, self.purpose_sv)

    @property
    def role(self) -> str:
        """The accountable role in the reader's language; so with ``time_of_year`` and ``remark``."""
        return english_or_swedish(self.accountable_role, self.accountable_role_sv)

    @property
    def time_of_year(self) -> str:
        return english_or_swedish(self.period, self.period_sv)

    @property
    def remark(self) -> str:
        return english_or_swedish(self.remarks, self.remarks_sv)

    @property
    def is_review(self) -> bool:
        return self.kind == ProcessKind.EXTERNAL_REVIEW

    @property
    def assumes(self) -> dict[str, bool]:
        """Of each fact that can be assumed, whether it is."""
        return {fact: fact in self.assumed for fact in Assumed.values}

    @property
    def years(self) -> tuple[AcademicYear, AcademicYear | None]:
        """The first and the last academic year (None: no end)."""
        return AcademicYear(self.valid_from), None if self.valid_to is None else AcademicYear(self.valid_to)

    def years_of(self, first: int, until: int) -> range:
        """First years of the academic years in which a unit is due whose rhythm starts in ``first``, to ``until``."""
        if first < self.valid_from:  # keeps the unit's rhythm
            first += -(-(self.valid_from - first) // self.cycle_years) * self.cycle_years
        last = until if self.valid_to is None else min(until, self.valid_to)
        return range(first, last + 1, self.cycle_years)
