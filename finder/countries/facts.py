"""What the page of a country tells: our partners there, what the Union pays there, what we know of the way."""

from dataclasses import dataclass

from django.utils.text import slugify

from core.eu_funding import EuFunding
from finder.cards import Card, card_of
from finder.index import Index
from finder.programmes.facts import newest_call
from finder.shelves import flat
from mobility.projects.amounts import ShownRate, shown_rates
from partners.models import Institution
from partners.services import home_institution
from reference.distances import great_circle_km
from reference.enums import ProgrammeStatus
from reference.models import Country, CountryStatus, TravelBand

ROUND_TO_KM = 50


@dataclass(frozen=True)
class ListedCountry:
    country: Country
    slug: str
    count: int


@dataclass(frozen=True)
class CountryPage:
    """``km`` is the way from home to the middle of the country, in steps of fifty kilometres; None where unknown.

    ``rates`` are the monthly and daily amounts of the newest ``call`` for people who go there.
    """

    country: Country
    cards: list[Card]
    status: CountryStatus | None
    call: int | None
    rates: list[ShownRate]
    km: int | None
    band: TravelBand | None

    @property
    def is_in_programme(self) -> bool:
        return self.status is not None and self.status.status in ProgrammeStatus.programme_countries

    @property
    def funding(self) -> EuFunding | None:
        return EuFunding() if self.rates else None


def listed_countries(index: Index) -> list[ListedCountry]:
    """Every country with a partner somebody can go to, by its name in the reader's language."""
    counts = index.count_each("country", index.everything)
    rows = Country.objects.in_bulk(list(counts))
    listed = [ListedCountry(row, slug_of(row), counts[code]) for code, row in rows.items()]
    return sorted(listed, key=lambda one: one.country.name)


def slug_of(country: Country) -> str:
    return f"{country.pk.lower()}-{slugify(country.name_en)}"


def country_page(country: Country, index: Index) -> CountryPage:
    found = flat(index.having("country", [country.pk]))
    cards = [card_of(partner, list(partner.offers), index.words) for _number, partner in index.partners_in(found)]
    call, home = newest_call(), home_institution()
    status = CountryStatus.objects.in_call(call).filter(country=country).first() if call else None
    km = _km(home, country)
    bands = TravelBand.objects.in_call(call).filter(km_from__lte=km) if call and km is not None else None
    return CountryPage(
        country=country,
        cards=cards,
        status=status,
        call=call,
        rates=_rates(call, home, status) if call and status else [],
        km=km,
        band=bands.order_by("-km_from").first() if bands is not None else None,
    )


def _rates(call: int, home: Institution, status: CountryStatus) -> list[ShownRate]:
    """The amounts whose country group is that of the country."""
    of_group = {str(status.country_group)} if status.country_group else {"regions_1_12"}
    rates = shown_rates(call, home.country_id)
    outgoing = [one for one in rates if one.rate.flow == "any" or one.rate.flow.startswith("outgoing")]
    own = [one for one in outgoing if of_group & set(one.rate.country_group.split("|"))]
    return [one for one in own if one.rate.purpose == "individual"]


def _km(home: Institution, country: Country) -> int | None:
    if home.latitude is None or home.longitude is None:
        return None
    points = (home.latitude, home.longitude, country.latitude, country.longitude)
    return max(ROUND_TO_KM, round(great_circle_km(*map(float, points)) / ROUND_TO_KM) * ROUND_TO_KM)
