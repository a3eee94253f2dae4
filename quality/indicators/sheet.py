"""The data of one follow-up as its pages show it: each indicator with its value, that of the last cycle, objectives."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from quality.enums import Better, FollowUpState, ValueOrigin
from quality.indicators.asking import indicators_of, measured_year
from quality.indicators.numbers import figure_words
from quality.models import FollowUp, Indicator, IndicatorValue
from quality.objectives.judging import Judged, objectives_of
from reference.academic_years import AcademicYear


@dataclass
class SheetRow:
    """One indicator of a follow-up; ``earlier`` are its values in the cycles before, the oldest first."""

    indicator: Indicator
    value: IndicatorValue | None = None
    earlier: list[IndicatorValue] = field(default_factory=list)
    objectives: list[Judged] = field(default_factory=list)

    @property
    def before(self) -> IndicatorValue | None:
        """The value of the last cycle that had one."""
        return self.earlier[-1] if self.earlier else None

    @property
    def is_computed(self) -> bool:
        return self.indicator.figure is not None

    @property
    def was_computed(self) -> bool:
        return self.value is not None and self.value.origin == ValueOrigin.COMPUTED

    @property
    def is_missing(self) -> bool:
        """Needed before the dialogue, and not there."""
        return self.indicator.is_required and not self.is_filled

    @property
    def is_filled(self) -> bool:
        value = self.value
        return value is not None and (self.was_computed or value.number is not None or bool(value.text or value.file))

    @property
    def words(self) -> str:
        """The value as it is read; "" for none."""
        return words_of(self.value, self.indicator)

    @property
    def before_words(self) -> str:
        return words_of(self.before, self.indicator)

    @property
    def before_year(self) -> AcademicYear | None:
        return AcademicYear(self.before.follow_up.academic_year) if self.before else None

    @property
    def difference(self) -> Decimal | None:
        if self.value is None or self.before is None or self.value.number is None or self.before.number is None:
            return None
        return self.value.number - self.before.number

    @property
    def change(self) -> str:
        """ "+3.5 percentage points since 2024/25" and the like; "" where two figures are not both there."""
        if self.difference is None:
            return ""
        if not self.difference:
            return _("as in %(year)s") % {"year": self.before_year}
        sign = "+" if self.difference > 0 else "−"
        figure = figure_words(abs(self.difference), self.indicator).removesuffix(" %")
        words = {"change": f"{sign}{figure}", "year": self.before_year}
        if self.indicator.is_share:
            return _("%(change)s percentage points since %(year)s") % words
        return _("%(change)s since %(year)s") % words

    @property
    def change_tone(self) -> str:
        """ "ok" for a change the right way, "bad" for one the wrong way, "" where neither is better."""
        if not self.difference or not self.indicator.better:
            return ""
        return "ok" if (self.difference > 0) == (self.indicator.better == Better.HIGHER) else "bad"


class Sheet:
    """The rows of a follow-up, in four queries whatever it asks."""

    def __init__(self, follow_up: FollowUp):
        self.follow_up = follow_up

    @cached_property
    def rows(self) -> list[SheetRow]:
        rows = {indicator.pk: SheetRow(indicator) for indicator in indicators_of(self.follow_up)}
        for value in self._values():
            row = rows.get(value.indicator_id)
            if row is None:
                continue
            if value.follow_up_id == self.follow_up.pk:
                row.value = value
            else:
                row.earlier.append(value)
        for judged in objectives_of(self.follow_up):
            if row := rows.get(judged.objective.indicator_id):
                row.objectives.append(judged)
        return list(rows.values())

    @property
    def missing(self) -> list[SheetRow]:
        return [row for row in self.rows if row.is_missing]

    @property
    def has_computed(self) -> bool:
        return any(row.is_computed for row in self.rows)

    @property
    def measured_year(self) -> AcademicYear:
        return measured_year(self.follow_up)

    def _values(self):
        """Of this follow-up and of those before it, the oldest first; those of a skipped one tell nothing."""
        of_unit = FollowUp.objects.filter(process=self.follow_up.process_id, unit=self.follow_up.unit_id)
        told = of_unit.filter(academic_year__lte=self.follow_up.academic_year).exclude(state=FollowUpState.SKIPPED)
        values = IndicatorValue.objects.filter(follow_up__in=told.order_by().values("pk"))
        related = values.select_related("follow_up", "filled_by")
        return related.order_by("follow_up__academic_year")


def words_of(value: IndicatorValue | None, indicator: Indicator) -> str:
    """A value in words; "" for none."""
    if value is None:
        return ""
    if value.number is not None:
        return figure_words(value.number, indicator, with_unit=True)
    return value.text or value.original_name
