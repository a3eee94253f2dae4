"""The wheel of the plan: which processes come round in which year, and how they stand."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.addresses import address_with
from core.charts.wheel import Field, Ring, WheelChart
from quality.cycles.grid import Cell, Grid, Line
from reference.academic_years import AcademicYear


def wheel_of(grid: Grid, query) -> WheelChart:
    now = AcademicYear.current().first_year
    return WheelChart(
        title=_title(grid),
        sectors=[str(AcademicYear(year)) for year in grid.years],
        rings=[
            Ring(line.version.process.code, [_field(line, cell, query) for cell in line.cells]) for line in grid.lines
        ],
        now=grid.years.index(now) if now in grid.years else None,
    )


def list_address(query, line: Line, cell: Cell, **more) -> str:
    """The list of follow-ups that a cell counts, or the one follow-up it is about."""
    if cell.count == 1 and not more:
        return reverse("quality:follow_up_detail", args=[cell.parts[0].only])
    path, without = reverse("quality:follow_up_list"), ["since", "years", "view"]
    asked = {"process": line.version.process_id, "year": cell.year, **more}
    return address_with(query, path=path, without=without, **asked)


def _field(line: Line, cell: Cell, query) -> Field | None:
    if not cell.count:
        return None
    states = ", ".join(f"{part.count} {part.state.label}" for part in cell.parts)
    words = f"{line.version.process.code} {cell.academic_year}: {states}"
    return Field(cell.tone, words, states, list_address(query, line, cell))


def _title(grid: Grid) -> str:
    if not grid.count:
        return _("Nothing is planned in these years")
    most = max(grid.totals)
    year = AcademicYear(grid.years[grid.totals.index(most)])
    words = ngettext(
        "%(year)s is the fullest year: %(count)s follow-up or review",
        "%(year)s is the fullest year: %(count)s follow-ups and reviews",
        most,
    )
    return words % {"year": year, "count": most}
