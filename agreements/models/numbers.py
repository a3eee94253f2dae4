"""Where registration numbers come from (LG-05)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.models.kinds_and_levels import ForKindAndLevel, in_the_readers_language
from agreements.registry.patterns import LONGEST_NUMBER, LONGEST_PATTERN, MOST_DIGITS, pattern_problem
from core import history


@history.track()
class NumberSeries(ForKindAndLevel):
    """A pattern of registration numbers, for some kinds of agreement and levels of unit. Kept by administrators.

    While one that fits is in use, an agreement without a number gets its next at its approval.
    """

    name_en = models.CharField(_("name in English"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    pattern = models.CharField(
        _("pattern"),
        max_length=LONGEST_PATTERN,
        help_text=_(
            "{number} is counted, {number:04} with zeros in front; {year} and {yy} are the year in which the number "
            "is given, {unit} the code of the responsible unit. Counting begins anew wherever the rest differs."
        ),
    )
    first_number = models.PositiveIntegerField(
        _("counting begins at"),
        default=1,
        help_text=_("At the first number of a year; where imported numbers are higher, after the highest of them."),
    )

    class Meta(ForKindAndLevel.Meta):
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_number__gte=1, first_number__lt=10**MOST_DIGITS),
                name="number_series_begins_at_one",
            )
        ]

    def __str__(self):
        return in_the_readers_language(self, "name")

    def clean(self):
        if problem := pattern_problem(self.pattern):
            raise ValidationError({"pattern": problem})


class NumberCounter(models.Model):
    """The last count given of one stem. Its row is locked until whoever takes a number has finished, or failed."""

    stem = models.CharField(max_length=LONGEST_NUMBER + LONGEST_PATTERN, primary_key=True)
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of numbers")
        verbose_name_plural = _("counters of numbers")

    def __str__(self):
        return f"{self.stem} {self.last}"
