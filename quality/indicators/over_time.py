"""The course of an indicator over the years, drawn as columns with their table."""

from decimal import Decimal

from django.utils.translation import gettext as _

from core.charts.bars import Part
from core.charts.columns import ColumnChart, Group
from quality.indicators.numbers import figure_words
from quality.indicators.sheet import Sheet, SheetRow
from quality.models import Indicator
from reference.academic_years import AcademicYear

FEWEST = 2  # of values that make a course


def charts_of(sheet: Sheet) -> list[ColumnChart]:
    """One for each figure of the follow-up that has been measured before."""
    return [chart for row in sheet.rows if (chart := chart_of_row(row))]


def chart_of_row(row: SheetRow) -> ColumnChart | None:
    values = [*row.earlier, *([row.value] if row.value else [])]
    numbers = {value.follow_up.academic_year: value.number for value in values if value.number is not None}
    now = row.value.follow_up.academic_year if row.value else None
    return chart_of(row.indicator, numbers, now=now, finding=": ".join(filter(None, [row.indicator.name, row.change])))


def chart_of(
    indicator: Indicator, numbers: dict[int, Decimal], *, finding: str, now: int | None = None
) -> ColumnChart | None:
    """The numbers by first year; None where there are too few, or some that no column can show."""
    if len(numbers) < FEWEST or min(numbers.values()) < 0:
        return None
    groups = [
        Group(str(AcademicYear(year)), [part_of(indicator, number)], is_now=year == now)
        for year, number in sorted(numbers.items())
    ]
    return ColumnChart(
        title=finding,
        first_heading=_("Follow-up of"),
        kinds=[_("per cent") if indicator.is_share else indicator.unit_words or _("Value")],
        groups=groups,
    )


def part_of(indicator: Indicator, number: Decimal) -> Part:
    return Part(count=float(number), shown=figure_words(number, indicator))
