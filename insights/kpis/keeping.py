"""Key figures are counted in the background and kept: a page reads what was counted, and says when."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import Unit
from core.locks import hold_until_commit
from insights.kpis.all_measures import MEASURES
from insights.kpis.hiding import hidden_among
from insights.kpis.measures import Measure
from insights.kpis.scope import Measured, Scope
from insights.models import Kpi, KpiFigure
from reference.academic_years import AcademicYear

YEARS_KEPT = 6  # of the trend, the year under way among them
LOCK = 7306
WRITTEN = ("counted", "whole", "groups", "is_hidden", "counted_at")


def years_kept() -> range:
    """First years of the academic years that are counted, the oldest first."""
    current = AcademicYear.current().first_year
    return range(current - YEARS_KEPT + 1, current + 1)


@transaction.atomic
def count_key_figures(*, kpis: Iterable[str] | None = None, years: Iterable[int] | None = None) -> int:
    """Count anew every key figure, or those named, of every unit in use; returns how many figures there are now.

    What can no longer be said is forgotten. Of two who count at once the second waits, and counts after the first.
    """
    hold_until_commit(LOCK, "key figures")
    codes = dict(Kpi.objects.values_list("code", "pk"))
    wanted = [each for each in MEASURES if each.kpi in codes and (kpis is None or each.kpi in kpis)]
    units, counted = list(Unit.objects.filter(is_active=True)), 0
    for year in years if years is not None else years_kept():
        for measure in wanted:
            counted += _keep(codes[measure.kpi], measure, units, year)
    return counted


def _keep(kpi: int, measure: Measure, units: list[Unit], year: int) -> int:
    found = measured(measure, units, year)
    hidden = hidden_among({unit: each.groups for unit, each in found.items()}, {unit.pk: unit.path for unit in units})
    now = timezone.now()
    rows = [
        KpiFigure(
            kpi_id=kpi,
            part=measure.part,
            unit_id=unit,
            academic_year=year,
            counted=each.counted,
            whole=each.whole,
            groups=list(each.groups),
            is_hidden=unit in hidden,
            counted_at=now,
        )
        for unit, each in found.items()
    ]
    kept = KpiFigure.objects.filter(kpi=kpi, part=measure.part, academic_year=year)
    kept.exclude(unit__in=found).delete()
    KpiFigure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kpi", "part", "unit", "academic_year"],
        update_fields=WRITTEN,
    )
    return len(rows)


def measured(measure: Measure, units: list[Unit], year: int) -> dict[int, Measured]:
    """By unit, where there is something to say."""
    if measure.is_of_today and year != AcademicYear.current().first_year:
        return {}
    answers = ((unit.pk, measure.measure(Scope(unit, year))) for unit in units)
    return {unit: answer for unit, answer in answers if answer is not None}
