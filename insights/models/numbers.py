from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit
from core import history
from insights.enums import DIVIDED, DividedBy, NumberKind
from insights.models.parts import words_of_part
from insights.querysets import UniversityNumberQuerySet
from reference.academic_years import AcademicYear

FIRST_YEAR, LAST_YEAR = 2000, 2100
MOST_PEOPLE = 1_000_000


@history.track()
class UniversityNumber(models.Model):
    """How many there are of something the portal has no rows of, in a unit with everything below it and a year.

    ``part`` is the programme, level or gender it is of alone (``divided_by``, ``insights.numbers.parts``); "" for all.
    ``source`` says where it was read. Written by ``insights.numbers.services`` alone.
    """

    kind = models.CharField(_("what"), max_length=20, choices=NumberKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="university_numbers", verbose_name=_("unit"))
    academic_year = models.PositiveSmallIntegerField(
        _("academic year"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    divided_by = models.CharField(_("of one"), max_length=10, choices=DividedBy, blank=True)
    part = models.CharField(_("of which alone"), max_length=120, blank=True)
    people = models.PositiveIntegerField(_("people"), validators=[MaxValueValidator(MOST_PEOPLE)])
    source = models.CharField(_("source"), max_length=200)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False, verbose_name=_("by")
    )
    updated_at = models.DateTimeField(_("written"), auto_now=True)

    objects = UniversityNumberQuerySet.as_manager()

    class Meta:
        verbose_name = _("number of the university")
        verbose_name_plural = _("numbers of the university")
        ordering = ("-academic_year", "kind", "unit__path", "divided_by", "part")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "academic_year", "divided_by", "part"],
                name="university_number_once",
                violation_error_message=_("This number is entered already: change it in the list."),
            ),
            models.CheckConstraint(
                condition=models.Q(academic_year__range=(FIRST_YEAR, LAST_YEAR)), name="university_number_year"
            ),
            models.CheckConstraint(
                condition=models.Q(divided_by="", part="")
                | models.Q(~models.Q(divided_by=""), ~models.Q(part=""), kind__in=DIVIDED),
                name="university_number_of_some",
                violation_error_message=_("Only graduates are divided by programme, level or gender."),
            ),
        ]

    def __str__(self):
        of = f", {self.part_words}" if self.part else ""
        return f"{self.get_kind_display()}{of}, {self.unit}, {self.year}"

    def get_absolute_url(self):
        return reverse("insights:number_list")

    @property
    def part_words(self) -> str:
        """“EQF 7, master”, “Women”, the programme; "" for all."""
        return words_of_part(self.divided_by, self.part)

    @property
    def year(self) -> AcademicYear:
        return AcademicYear(self.academic_year)
