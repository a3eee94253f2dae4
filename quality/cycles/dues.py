"""What the cycles ask for: which unit is due by which process in which academic year. Reads, never writes."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings

from quality.models import FollowUp, ProcessUnit, ProcessVersion
from reference.academic_years import AcademicYear


@dataclass(frozen=True)
class Due:
    """One follow-up that the cycle of ``version`` asks of a unit."""

    version: ProcessVersion
    concerned: ProcessUnit
    year: int

    @property
    def place(self) -> tuple[int, int, int]:
        """What there is one of: process, unit, year."""
        return self.version.process_id, self.concerned.unit_id, self.year

    @property
    def owner_id(self) -> int | None:
        """Who runs it: whoever was named for the unit, else whoever holds the accountable role."""
        return self.concerned.owner_id or self.version.accountable_id

    def __str__(self):
        return f"{self.version.process.code} {self.concerned.unit.code} {AcademicYear(self.year)}"


@dataclass(frozen=True)
class Plan:
    """What a generation would make, how many it would leave as they are, and what stands in the way of the rest."""

    new: list[Due]
    present_count: int
    without_units: list[ProcessVersion]
    without_person: list[ProcessVersion]
    years: list[int] = field(default_factory=list)

    @property
    def unowned(self) -> list[Due]:
        return [due for due in self.new if due.owner_id is None]


def planned_until() -> int:
    """The last year the machine plans by itself: so many years ahead as the setting says."""
    return AcademicYear.current().first_year + settings.QUALITY_YEARS_AHEAD


def versions_from(first_year: int):
    """Versions that are in force in ``first_year`` or later, with all that generation reads of them."""
    concerned = "concerned__unit"
    valid = ProcessVersion.objects.exclude(valid_to__lt=first_year)
    return valid.select_related("process").prefetch_related(concerned, "steps")


def dues_of(version: ProcessVersion, *, first_year: int, until: int) -> Iterator[Due]:
    """Every due of one version in these years; units out of use are asked nothing any more."""
    for concerned in version.concerned.all():
        if concerned.unit.is_active:
            years = version.years_of(concerned.first_year, until)
            yield from (Due(version, concerned, year) for year in years if year >= first_year)


def plan(*, first_year: int, until: int) -> Plan:
    """What the cycles ask for from ``first_year`` to ``until`` and is not there yet. Constant number of queries.

    A follow-up that was moved to another year counts for the year of its cycle, too.
    """
    versions = list(versions_from(first_year).filter(valid_from__lte=until))
    dues = [due for version in versions for due in dues_of(version, first_year=first_year, until=until)]
    present = _present_places()
    new = [due for due in dues if due.place not in present]
    return Plan(
        new=new,
        present_count=len(dues) - len(new),
        without_units=[version for version in versions if not version.concerned.all()],
        without_person=[version for version in versions if version.accountable_id is None],
        years=list(range(first_year, until + 1)),
    )


def _present_places() -> set[tuple[int, int, int]]:
    rows = FollowUp.objects.order_by().values_list("process", "unit", "academic_year", "cycle_year")
    places = set()
    for process, unit, year, cycle_year in rows.iterator():
        places |= {(process, unit, year), (process, unit, cycle_year or year)}
    return places
