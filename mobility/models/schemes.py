from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import history
from mobility.enums import Activity, Direction, SchemeCode
from reference.models import NamedInTwoLanguages, SuppliedRow


@history.track()
class Scheme(NamedInTwoLanguages, SuppliedRow):
    """A way of going abroad that the university offers: a row, so that a new one needs no code.

    ``rules`` are those of the programme that are checked; a scheme without them (bilateral exchange,
    Nordplus) is held to agreement, period and places alone. Written by ``load_reference`` and administrators.
    """

    code = models.SlugField(_("code"), max_length=20, unique=True)
    rules = models.CharField(_("rules checked"), max_length=10, choices=SchemeCode, blank=True)
    directions = ArrayField(
        models.CharField(max_length=10, choices=Direction), default=list, verbose_name=_("directions")
    )
    activities = ArrayField(
        models.CharField(max_length=25, choices=Activity), default=list, verbose_name=_("activities")
    )
    needs_project = models.BooleanField(_("paid from a grant project"), default=True)
    needs_agreement = models.BooleanField(_("only under an agreement"), default=False)
    waives_tuition = models.BooleanField(_("tuition fees waived"), default=False)
    is_balanced = models.BooleanField(_("counts in the balance with the partner"), default=True)
    international_share = models.PositiveSmallIntegerField(
        _("share for countries outside the programme, at most (per cent)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(100)],
    )
    position = models.PositiveSmallIntegerField(_("place in lists"), default=100)
    is_offered = models.BooleanField(_("offered"), default=True)
    remarks = models.TextField(_("what people should know"), blank=True)

    class Meta:
        verbose_name = _("scheme")
        verbose_name_plural = _("schemes")
        ordering = ("position", "code")

    @property
    def activity_words(self) -> str:
        return ", ".join(str(Activity(code).label) for code in self.activities)
