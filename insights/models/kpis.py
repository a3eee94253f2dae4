"""Key figures: what each means and aims at, and what was counted of it for a unit and a year."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from core.in_languages import english_or_swedish
from core.indicators import share_of
from insights.enums import Aim
from insights.querysets import KpiFigureQuerySet, KpiQuerySet
from reference.academic_years import AcademicYear
from reference.models import NamedInTwoLanguages, ReferenceRow


@history.track()
class Kpi(NamedInTwoLanguages, ReferenceRow):
    """One key figure of internationalisation: its definition, aim and target. Supplied; administrators may mend it.

    ``target`` is in what the figure is measured in (per cent of a share); None where nobody set any.
    """

    code = models.SlugField(_("code"), max_length=10, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=100)
    definition_en = models.CharField(_("definition in English"), max_length=400)
    definition_sv = models.CharField(_("definition in Swedish"), max_length=400, blank=True)
    aim = models.CharField(_("direction"), max_length=5, choices=Aim, default=Aim.INFO)
    target = models.DecimalField(_("target"), max_digits=9, decimal_places=2, null=True, blank=True)
    target_en = models.CharField(_("target in English words"), max_length=200, blank=True)
    target_sv = models.CharField(_("target in Swedish words"), max_length=200, blank=True)
    target_source = models.CharField(_("who set the target"), max_length=200, blank=True)

    objects = KpiQuerySet.as_manager()

    class Meta:
        verbose_name = _("key figure")
        verbose_name_plural = _("key figures")
        ordering = ("position", "code")

    def get_absolute_url(self):
        return reverse("insights:kpi_detail", args=[self.code])

    @property
    def definition(self) -> str:
        return english_or_swedish(self.definition_en, self.definition_sv)

    @property
    def target_words(self) -> str:
        return english_or_swedish(self.target_en, self.target_sv)

    def is_met_by(self, value: Decimal | None) -> bool | None:
        """None where there is no target, or nothing to hold against it."""
        if value is None or self.target is None:
            return None
        if self.aim == Aim.UP:
            return value >= self.target
        return value <= self.target if self.aim == Aim.DOWN else value == self.target


class KpiFigure(models.Model):
    """What was counted for one key figure, a unit with everything below it and an academic year.

    ``whole`` is what ``counted`` is a share of; None for a plain number. ``groups`` are the sizes of the groups of
    people it tells, none where it tells of nobody. ``is_hidden``: it tells of fewer than five
    people, or would give such a number away; shown to those alone who may see the rows. Written by
    ``insights.kpis.keeping``, which can count everything anew at any time: no history.
    """

    kpi = models.ForeignKey(Kpi, models.CASCADE, related_name="figures", verbose_name=_("key figure"))
    part = models.CharField(_("part"), max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("unit"))
    academic_year = models.PositiveSmallIntegerField(_("academic year"))
    counted = models.DecimalField(_("counted"), max_digits=14, decimal_places=2)
    whole = models.DecimalField(_("of"), max_digits=14, decimal_places=2, null=True, blank=True)
    groups = ArrayField(models.PositiveIntegerField(), default=list, verbose_name=_("groups of people"))
    is_hidden = models.BooleanField(_("small group"), default=False)
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now)

    objects = KpiFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("counted key figure")
        verbose_name_plural = _("counted key figures")
        constraints = [
            models.UniqueConstraint(fields=["kpi", "part", "unit", "academic_year"], name="kpi_figure_once"),
        ]
        indexes = [models.Index(fields=["unit", "academic_year"], name="kpi_figure_by_unit")]

    def __str__(self):
        return f"{self.kpi_id} {self.part} {AcademicYear(self.academic_year)}: {self.value}"

    @property
    def is_share(self) -> bool:
        return self.whole is not None

    @property
    def value(self) -> Decimal | None:
        """A share in per cent (None of nothing), else the number."""
        return self.counted if self.whole is None else share_of(self.counted, self.whole)
