"""What belongs to a version of a process: its steps, its units, and the criteria of its reviews."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.in_languages import english_or_swedish
from quality.enums import StepKind
from quality.models.processes import YEARS, ProcessVersion
from quality.querysets import CriterionQuerySet
from reference.academic_years import AcademicYear
from reference.models import NamedInTwoLanguages, SuppliedRow


@history.track()
class ProcessStep(SuppliedRow):
    """A step of a version: due ``offset_days`` after 1 September of the academic year, done by a role."""

    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=20, choices=StepKind)
    offset_days = models.PositiveSmallIntegerField(
        _("days after the first day of the academic year"), validators=[MaxValueValidator(1500)]
    )
    responsible_role = models.CharField(_("who does it"), max_length=120, blank=True)
    responsible_role_sv = models.CharField(_("who does it, in Swedish"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    class Meta:
        verbose_name = _("step of a process")
        verbose_name_plural = _("steps of processes")
        ordering = ("version", "position")
        constraints = [models.UniqueConstraint(fields=["version", "kind"], name="process_step_once")]

    def __str__(self):
        return self.get_kind_display()

    @property
    def role(self) -> str:
        return english_or_swedish(self.responsible_role, self.responsible_role_sv)


@history.track()
class ProcessUnit(models.Model):
    """That a unit is followed up by a version, for the first time in ``first_year``: the rhythm starts there."""

    version = models.ForeignKey(ProcessVersion, models.CASCADE, related_name="concerned")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    first_year = models.PositiveSmallIntegerField(_("first academic year"), validators=YEARS)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who runs its follow-ups"),
        help_text=_("Left empty, whoever holds the accountable role."),
    )

    class Meta:
        verbose_name = _("unit of a process")
        verbose_name_plural = _("units of processes")
        ordering = ("version", "unit__code")
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="process_unit_once")]

    def __str__(self):
        return f"{self.unit} {AcademicYear(self.first_year)}"

    def unit_paths_of_rights(self):
        return [self.unit.path]

    def people_of_rights(self, right: str) -> set[int]:
        return {self.owner_id, self.version.accountable_id} - {None}

    @property
    def begins(self) -> AcademicYear:
        return AcademicYear(self.first_year)


@history.track()
class Criterion(NamedInTwoLanguages, SuppliedRow):
    """What an external review judges against; findings and the self-evaluation name it. "" ``version``: for all."""

    version = models.ForeignKey(
        ProcessVersion, models.CASCADE, null=True, blank=True, related_name="criteria", verbose_name=_("process")
    )
    code = models.SlugField(_("code"), max_length=20)
    text_en = models.TextField(_("what is asked, in English"), max_length=2000, blank=True)
    text_sv = models.TextField(_("what is asked, in Swedish"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ("position", "code")
        constraints = [models.UniqueConstraint(fields=["version", "code"], nulls_distinct=False, name="criterion_once")]

    def get_absolute_url(self):
        return reverse("quality:criterion_edit", args=[self.pk])

    @property
    def text(self) -> str:
        return english_or_swedish(self.text_en, self.text_sv)
