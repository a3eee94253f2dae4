"""The office's home and the key figures over everything that the benchmarks before them made."""

from collections.abc import Iterator

from django.urls import reverse

from benchmarks.measuring import Figure, measure_once, measure_page
from benchmarks.stays import STAYS, seed_stays
from insights.findings.looking import look_everywhere
from insights.home.counting import numbers_for
from insights.home.keeping import count_homes
from insights.kpis.keeping import count_key_figures, years_kept
from mobility.models import Mobility

STAYS_IN_ALL = 500_000


def insight_figures(client, officer, *, page: tuple[float, float], times: int) -> Iterator[Figure]:
    """What is counted in the background, then the pages that read it: over half a million stays."""
    for _hundred_thousand in range((STAYS_IN_ALL - Mobility.objects.count()) // STAYS):
        seed_stays(STAYS, in_project=0)
    rows = Mobility.objects.count()
    this_year = years_kept()[-1]
    yield measure_once("insights: numbers of one home", lambda: numbers_for(officer) and "", rows=rows)
    yield measure_once("insights: every home", lambda: f"{count_homes()} reaches", rows=rows)
    yield measure_once(
        "insights: key figures of a year", lambda: f"{count_key_figures(years=[this_year])} figures", rows=rows
    )
    yield measure_once("insights: every check", lambda: f"{look_everywhere().found} found", rows=rows)
    for name, address in {
        "insights: home": reverse("insights:home"),
        "insights: key figures": reverse("insights:kpi_list"),
        "insights: findings": reverse("insights:finding_list"),
    }.items():
        yield measure_page(client, name, address, rows=rows, promise=page, times=times)
