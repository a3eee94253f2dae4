"""Who went and came with one partner, year by year; without small groups where it leaves the house (LG-09)."""

from dataclasses import dataclass

from django.db.models import Count

from core.suppression import SMALLEST_SHOWN, suppressed, with_totals
from insights.kpis.keeping import years_kept
from mobility.enums import Direction, MobilityState
from mobility.figures.counts import with_country
from mobility.figures.yearly import statistics_to_hand_out
from mobility.models import Mobility
from partners.models import Institution

WAYS = (Direction.OUTGOING, Direction.INCOMING)
Counts = dict[tuple[int, str], int]


@dataclass(frozen=True)
class Exchange:
    """Of each of ``years``: out, in and in all; the last row are the years together. None where a number is hidden."""

    years: list[int]
    cells: list[list[int | None]]

    @property
    def is_empty(self) -> bool:
        return self.cells[-1][-1] == 0

    @property
    def has_hidden(self) -> bool:
        return any(cell is None for row in self.cells for cell in row)


def exchange_with(partner: Institution, *, is_leaving: bool) -> Exchange:
    """Stays under way, completed, closed or interrupted, of the whole university."""
    years, counts = list(years_kept()), _counted(Mobility.objects.filter(partner=partner))
    table = [[counts.get((year, way.value), 0) for way in WAYS] for year in years]
    if not is_leaving:
        return Exchange(years, with_totals(table))
    if _would_tell_of_others(partner, counts, years):
        unsaid: list[list[int | None]] = [[None] * (len(WAYS) + 1) for _year in years]
        return Exchange(years, [*unsaid, _large(with_totals(table)[-1])])
    return Exchange(years, suppressed(table).cells)


def _counted(stays) -> Counts:
    found = stays.order_by().filter(state__in=MobilityState.went, academic_year__in=years_kept())
    rows = found.values_list("academic_year", "direction").annotate(Count("pk"))
    return {(year, way): count for year, way, count in rows}


def _would_tell_of_others(partner: Institution, counts: Counts, years: list[int]) -> bool:
    """Whether the yearly statistics less these numbers tell of few, or these fill what the statistics hide.

    The statistics count whole countries: where a partner is nearly all of one, its numbers are theirs.
    """
    everybody = _counted(with_country(Mobility.objects.all()).filter(land=partner.country_id))
    for year in years:
        hidden = _ways_hidden(year, partner.country)
        for way in WAYS:
            count, whole = counts.get((year, way.value), 0), everybody.get((year, way.value), 0)
            if 0 < whole - count < SMALLEST_SHOWN or (count and count == whole and way.value in hidden):
                return True
    return False


def _ways_hidden(year: int, country) -> set[str]:
    """The directions of which the statistics of the year hide a number of the country."""
    shown = statistics_to_hand_out(year)
    for name, cells in shown.rows:
        if name == country.name:
            return {kind.direction for kind, cell in zip(shown.table.kinds, cells, strict=False) if cell is None}
    return set()


def _large(totals: list[int]) -> list[int | None]:
    """Totals none of which tells of few; all or none, because the third follows from two."""
    tells = any(0 < total < SMALLEST_SHOWN for total in totals)
    return [None if tells else total for total in totals]
