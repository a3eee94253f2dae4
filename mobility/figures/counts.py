"""The numbers behind statistics and pictures: one statement each, over whatever stays are asked about."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Coalesce

from mobility.enums import Activity, Direction, MobilityState
from mobility.models import Mobility
from reference.enums import EqfLevel
from reference.models import Country

COUNTED = MobilityState.went  # who went, or came


@dataclass(frozen=True)
class Kind:
    """A row of the statistics: which way, what for, at which level (None: not said, or staff)."""

    direction: str
    activity: str
    level: int | None

    @property
    def words(self) -> str:
        parts = [Direction(self.direction).label, Activity(self.activity).label]
        return ", ".join(map(str, [*parts, *([EqfLevel(self.level).label] if self.level else [])]))


@dataclass(frozen=True)
class YearlyTable:
    """Stays of one academic year: ``counts`` by kind (rows) and country (columns)."""

    kinds: list[Kind]
    countries: list[Country]
    counts: list[list[int]]


def with_country(stays):
    """``stays`` with the code of the ``land`` at the other end."""
    return stays.order_by().annotate(land=Coalesce("partner__country", "host_country"))


def yearly_table(academic_year: int) -> YearlyTable:
    """Who went or came in ``academic_year``, the whole university: no filter beside the year, lest two be compared."""
    stays = with_country(Mobility.objects.filter(academic_year=academic_year, state__in=COUNTED))
    counted = stays.values_list("direction", "activity", "eqf_level", "land").annotate(stays=Count("pk"))
    cells: Counter[tuple[Kind, str]] = Counter()
    for direction, activity, level, land, count in counted:
        cells[Kind(direction, activity, None if activity in Activity.of_staff else level), land] += count
    kinds = sorted({kind for kind, _land in cells}, key=_place_of)
    countries = sorted(Country.objects.in_bulk({land for _kind, land in cells}).values(), key=lambda row: row.name)
    rows = [[cells[kind, country.pk] for country in countries] for kind in kinds]
    return YearlyTable(kinds, countries, rows)


def _place_of(kind: Kind) -> tuple:
    return Direction.values.index(kind.direction), Activity.values.index(kind.activity), kind.level or 0


def years_with_stays() -> list[int]:
    """Academic years in which anybody went or came, newest first."""
    years = Mobility.objects.filter(state__in=COUNTED).order_by("-academic_year")
    return list(years.values_list("academic_year", flat=True).distinct())
