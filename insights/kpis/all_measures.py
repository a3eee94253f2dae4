"""Every measure, in the order of the key figures."""

from insights.kpis import of_agreements, of_exchange, of_graduates, of_stays
from insights.kpis.measures import Measure

MEASURES: list[Measure] = sorted(
    (*of_graduates.MEASURES, *of_stays.MEASURES, *of_exchange.MEASURES, *of_agreements.MEASURES),
    key=lambda measure: measure.kpi,
)


def measures_of(code: str) -> list[Measure]:
    return [measure for measure in MEASURES if measure.kpi == code]


def measure_of(code: str, part: str) -> Measure | None:
    return next((measure for measure in MEASURES if measure.key == (code, part)), None)
