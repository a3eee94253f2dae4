"""Limits, countries and amounts of one call year, read once from the reference tables."""

from dataclasses import dataclass
from decimal import Decimal

from mobility.models.recommendations import LocalRecommendation
from reference.enums import ProgrammeStatus
from reference.models import CallYearParameter, Country, CountryStatus, GrantRate, Rule, TravelBand

FLAT_REGIONS = range(1, 13)  # regions 1 to 12 have no country group (KA131-04)


@dataclass(frozen=True)
class RuleBook:
    """What holds in ``call_year``. Rules and rates follow the call of the project, not the date of travel (RULES).

    ``limits`` holds the numbers of ``parameters``, whose rows say where each comes from and how sure it is.
    """

    call_year: int
    parameters: dict[str, CallYearParameter]
    limits: dict[str, int]
    countries: dict[str, Country]
    statuses: dict[str, list[CountryStatus]]
    rates: list[GrantRate]
    bands: list[TravelBand]
    rules: dict[str, Rule]
    recommendations: list[LocalRecommendation]

    @classmethod
    def is_known(cls, call_year: int) -> bool:
        """Whether the tables hold limits for that call."""
        return CallYearParameter.objects.filter(call_year=call_year, value__regex=r"^\d+$").exists()

    @classmethod
    def of_call(cls, call_year: int) -> "RuleBook | None":
        """None where the tables hold no limits for that call. Seven queries."""
        numbers = CallYearParameter.objects.filter(call_year=call_year, value__regex=r"^\d+$")
        parameters = {row.name: row for row in numbers}
        if not parameters:
            return None
        statuses: dict[str, list[CountryStatus]] = {}
        for status in CountryStatus.objects.order_by("valid_from_call"):
            statuses.setdefault(status.country_id, []).append(status)
        return cls(
            call_year,
            parameters,
            {name: int(row.value) for name, row in parameters.items()},
            Country.objects.in_bulk(),
            statuses,
            list(GrantRate.objects.in_call(call_year)),
            list(TravelBand.objects.in_call(call_year)),
            Rule.objects.in_bulk(field_name="code"),
            list(LocalRecommendation.objects.all()),
        )

    def status(self, country: str, call_year: int | None = None) -> CountryStatus | None:
        """What ``country`` is to the programme in this call, or in ``call_year``."""
        year = call_year or self.call_year
        rows = self.statuses.get(country, [])
        return next(
            (row for row in rows if row.valid_from_call <= year <= (row.valid_to_call or year)),
            None,
        )

    def is_programme_country(self, country: str) -> bool:
        status = self.status(country)
        return status is not None and status.status in ProgrammeStatus.programme_countries

    def is_in_flat_region(self, country: str) -> bool:
        """Whether a flat amount is paid there: not associated, regions 1 to 12."""
        status = self.status(country)
        return status is not None and status.region in FLAT_REGIONS and not self.is_programme_country(country)

    def is_icm_partner(self, country: str) -> bool:
        """Whether a KA171 project may work with it (ICM-01)."""
        status = self.status(country)
        return status is not None and status.is_ka171_partner and self.is_in_flat_region(country)

    def recommended(self, measure: str, rules: str, activity: str = "") -> list[LocalRecommendation]:
        """What the university recommends of ``measure`` under these rules, for the activity or for every one."""
        fitting = {"", activity}
        rows = self.recommendations
        return [row for row in rows if (row.measure, row.rules) == (measure, rules) and row.activity in fitting]

    def name(self, country: str) -> str:
        """For a sentence, in the reader's language."""
        row = self.countries.get(country)
        return row.name if row else country

    def band(self, distance_km: Decimal) -> TravelBand | None:
        """The band of a one-way distance; broken kilometres count to the band of the whole ones, so no gap is left."""
        whole = int(distance_km)
        return next(
            (band for band in self.bands if band.km_from <= whole and (band.km_to is None or whole <= band.km_to)),
            None,
        )
