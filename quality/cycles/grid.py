"""The plan as a grid: processes down, academic years across, in each cell how many follow-ups stand in which state."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Min

from quality.enums import FollowUpState
from quality.models import ProcessVersion
from reference.academic_years import AcademicYear

ADDRESS = Callable[[dict], str]


@dataclass(frozen=True)
class Part:
    """So many of one state in a cell; ``only`` is the key of the follow-up where it is a single one."""

    state: FollowUpState
    count: int
    only: int | None


@dataclass(frozen=True)
class Cell:
    year: int
    parts: list[Part]

    @property
    def count(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def academic_year(self) -> AcademicYear:
        return AcademicYear(self.year)

    @property
    def tone(self) -> str:
        """How the cell as a whole stands: "" nothing is due, else none begun, under way, or all done with."""
        states = {part.state for part in self.parts}
        if not states:
            return ""
        if states <= {FollowUpState.ADOPTED, FollowUpState.SKIPPED}:
            return "done"
        return "planned" if states <= {FollowUpState.PLANNED, FollowUpState.SKIPPED} else "under-way"


@dataclass(frozen=True)
class Line:
    """One process, in the version that holds now (or comes next), with its years."""

    version: ProcessVersion
    cells: list[Cell]

    @property
    def count(self) -> int:
        return sum(cell.count for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    years: list[int]
    lines: list[Line]

    @property
    def totals(self) -> list[int]:
        return [sum(line.cells[place].count for line in self.lines) for place in range(len(self.years))]

    @property
    def count(self) -> int:
        return sum(self.totals)

    @property
    def headings(self) -> list[tuple[AcademicYear, int, bool]]:
        """Each year with its number of follow-ups, and whether it is the present one."""
        now = AcademicYear.current()
        return [
            (AcademicYear(year), total, year == now.first_year)
            for year, total in zip(self.years, self.totals, strict=True)
        ]


def grid_of(follow_ups, years: list[int], *, with_empty: bool) -> Grid:
    """Counted in SQL, so that it costs the same at seven thousand follow-ups; two queries.

    ``with_empty``: processes of which nothing is due in these years stand there as well.
    """
    asked = follow_ups.filter(academic_year__in=years).order_by()
    counted = asked.values_list("process", "academic_year", "state").annotate(number=Count("pk"), one=Min("pk"))
    cells: dict[tuple[int, int], list[Part]] = defaultdict(list)
    for process, year, state, number, one in counted:
        cells[process, year].append(Part(FollowUpState(state), number, one if number == 1 else None))
    place = FollowUpState.values.index
    lines = [
        Line(version, [Cell(year, sorted(cells[key, year], key=lambda part: place(part.state))) for year in years])
        for key, version in _versions(years[0]).items()
    ]
    return Grid(years, [line for line in lines if with_empty or line.count])


def _versions(first_year: int) -> dict[int, ProcessVersion]:
    """The version of each process that holds in the present year, else the next one, else the last."""
    now, chosen = max(first_year, AcademicYear.current().first_year), {}
    rows = ProcessVersion.objects.not_past(first_year).select_related("process", "accountable")
    for version in rows.order_by("process__position", "process__code", "-valid_from"):
        if version.process_id not in chosen or version.valid_to is None or version.valid_to >= now:
            chosen[version.process_id] = version
    return chosen
