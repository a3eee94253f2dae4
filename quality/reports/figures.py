"""The figures of a report: each indicator over the years, and whether the objectives are met."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Avg, Count, Q

from quality.enums import FollowUpState, IndicatorKind
from quality.models import Indicator, IndicatorValue, Objective

YEARS_BACK = 4  # beside the year itself
CENT = Decimal("0.01")


def figures_of(year: int) -> dict[int, list[dict]]:
    """By process: each numeric indicator with its mean over the units whose follow-up is adopted, year by year."""
    values = IndicatorValue.objects.filter(
        follow_up__state=FollowUpState.ADOPTED,
        follow_up__academic_year__range=(year - YEARS_BACK, year),
        indicator__kind__in=IndicatorKind.with_figure,
        number__isnull=False,
    )
    grouped = values.order_by().values_list("indicator", "follow_up__academic_year")
    series: dict[int, dict[int, tuple[Decimal, int]]] = defaultdict(dict)
    for indicator, of_year, mean, units in grouped.annotate(Avg("number"), Count("pk")):
        series[indicator][of_year] = (mean.quantize(CENT), units)
    found: dict[int, list[dict]] = defaultdict(list)
    for row in Indicator.objects.filter(pk__in=series).order_by("position", "code"):
        if year in series[row.pk]:
            found[row.process_id].append(_figure(row, year, series[row.pk]))
    return found


def _figure(row: Indicator, year: int, series: dict[int, tuple[Decimal, int]]) -> dict:
    mean, units = series[year]
    before = series.get(year - 1)
    return {
        "id": row.pk,
        "name_en": row.name_en,
        "name_sv": row.name_sv,
        "kind": row.kind,
        "measured_in": row.measured_in,
        "better": row.better,
        "mean": str(mean),
        "units": units,
        "before": str(before[0]) if before else "",
        "series": [{"year": each, "mean": str(series[each][0])} for each in sorted(series)],
    }


def objectives_of(year: int, figures: dict[int, list[dict]]) -> list[dict]:
    """The objectives of the year with the mean of their indicator; ``is_met`` is None where there is no value."""
    means = {figure["id"]: Decimal(figure["mean"]) for rows in figures.values() for figure in rows}
    valid = Objective.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=year), valid_from__lte=year
    ).select_related("indicator")
    return [
        {
            "name_en": row.name_en,
            "name_sv": row.name_sv,
            "level": row.level,
            "indicator_en": row.indicator.name_en,
            "indicator_sv": row.indicator.name_sv,
            "kind": row.indicator.kind,
            "comparator": row.comparator,
            "target": str(row.target),
            "mean": str(means[row.indicator_id]) if row.indicator_id in means else "",
            "is_met": row.is_met_by(means[row.indicator_id]) if row.indicator_id in means else None,
        }
        for row in valid
    ]
