"""One indicator across units and years, as far as the reader may see the follow-ups."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Unit
from core.charts.bars import Bar, BarChart
from core.charts.columns import ColumnChart
from quality.enums import Better
from quality.indicators.numbers import figure_words
from quality.indicators.over_time import chart_of, part_of
from quality.indicators.sheet import words_of
from quality.models import Indicator, IndicatorValue
from reference.academic_years import AcademicYear


@dataclass(frozen=True)
class Cell:
    """What one unit said in one year, and where that stands; empty where it said nothing."""

    words: str = ""
    url: str = ""
    note: str = ""


class Comparison:
    """Two queries: the values ``user`` may read, and nothing more. ``unit_code`` chooses whose course is drawn."""

    def __init__(self, indicator: Indicator, user, unit_code: str = ""):
        self.indicator, self.unit_code = indicator, unit_code
        values = IndicatorValue.objects.visible_to(user).filter(indicator=indicator)
        related = values.select_related("follow_up__unit", "follow_up__process")
        self.values = list(related.order_by("follow_up__unit__code", "follow_up__academic_year"))

    @cached_property
    def units(self) -> list[Unit]:
        return list({value.follow_up.unit_id: value.follow_up.unit for value in self.values}.values())

    @cached_property
    def years(self) -> list[AcademicYear]:
        """In which anybody said anything, the newest first."""
        return sorted({value.follow_up.year for value in self.values}, reverse=True)

    @property
    def rows(self) -> list[tuple[Unit, list[Cell]]]:
        """Each unit with a cell for each of ``years``."""
        cells: dict[int, dict[AcademicYear, Cell]] = defaultdict(dict)
        for value in self.values:
            url = value.follow_up.get_absolute_url()
            cells[value.follow_up.unit_id][value.follow_up.year] = Cell(
                words_of(value, self.indicator), url, value.note
            )
        return [(unit, [cells[unit.pk].get(year, Cell()) for year in self.years]) for unit in self.units]

    @cached_property
    def numbers(self) -> dict[int, dict[int, Decimal]]:
        """By unit and first year."""
        found: dict[int, dict[int, Decimal]] = defaultdict(dict)
        for value in self.values:
            if value.number is not None:
                found[value.follow_up.unit_id][value.follow_up.academic_year] = value.number
        return found

    @cached_property
    def of_units(self) -> BarChart | None:
        """The units side by side in the newest year in which two of them have a figure; the best first."""
        counted = defaultdict(list)
        for unit in self.units:
            for year, number in self.numbers.get(unit.pk, {}).items():
                counted[year].append((number, unit))
        years = [year for year, found in counted.items() if len(found) > 1 and min(found, key=_number)[0] >= 0]
        if not years:
            return None
        year = max(years)
        is_lower_better = self.indicator.better == Better.LOWER
        found = sorted(counted[year], key=_number, reverse=not is_lower_better)
        bars = [Bar(str(unit), [part_of(self.indicator, number)], f"?unit={unit.code}") for number, unit in found]
        return BarChart(self._title(year, found), _("Unit"), [self.indicator.name], bars)

    def _title(self, year: int, found: list[tuple[Decimal, Unit]]) -> str:
        (first, unit), (last, _unit) = found[0], found[-1]
        words = {
            "year": AcademicYear(year),
            "unit": unit,
            "first": figure_words(first, self.indicator),
            "last": figure_words(last, self.indicator),
        }
        return _("%(year)s: from %(first)s at %(unit)s to %(last)s") % words

    @cached_property
    def course(self) -> ColumnChart | None:
        """The course over the years of the unit asked for, else of the first that has one."""
        units = sorted(self.units, key=lambda unit: (unit.code != self.unit_code, unit.code))
        return next((chart for unit in units if (chart := self._course_of(unit))), None)

    def _course_of(self, unit: Unit) -> ColumnChart | None:
        numbers = self.numbers.get(unit.pk, {})
        newest = figure_words(numbers[max(numbers)], self.indicator, with_unit=True) if numbers else ""
        return chart_of(self.indicator, numbers, finding=f"{unit}: {newest}")


def _number(pair: tuple[Decimal, Unit]) -> Decimal:
    return pair[0]
