from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.enums import Activity, Measure, RecommendedUnit, SchemeCode
from reference.models import NamedInTwoLanguages, ReferenceRow


@history.track()
class LocalRecommendation(NamedInTwoLanguages, ReferenceRow):
    """What the university would like beyond the rules of the programme (TR-01, TR-02). Supplied, edited by
    administrators. What it says is a note beside a stay or a programme and stops nothing.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    measure = models.CharField(_("what it is about"), max_length=20, choices=Measure)
    value = models.PositiveSmallIntegerField(_("value"), validators=[MinValueValidator(1)])
    unit = models.CharField(_("unit"), max_length=10, choices=RecommendedUnit)
    rules = models.CharField(_("rules of"), max_length=10, choices=SchemeCode)
    activity = models.CharField(_("activity; every one without"), max_length=25, choices=Activity, blank=True)
    rule = models.CharField(_("rule"), max_length=20)

    class Meta:
        verbose_name = _("recommendation of the university")
        verbose_name_plural = _("recommendations of the university")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(measure=Measure.LEAST_LEARNERS, unit=RecommendedUnit.LEARNERS)
                | ~Q(measure=Measure.LEAST_LEARNERS) & ~Q(unit=RecommendedUnit.LEARNERS),
                name="recommendation_unit_fits",
                violation_error_message=_("Learners are counted in learners, a length in days or months."),
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="recommendation_value_real"),
        ]

    def __str__(self):
        return self.name
