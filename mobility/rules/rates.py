"""Which row of the tables of grants holds for a case."""

from mobility.enums import Activity, Direction
from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from reference.enums import GrantPurpose
from reference.models import GrantRate

FLAT = "regions_1_12"
ANY = "any"

# The tables' own words for a type of mobility, and the activities that each covers.
COVERED: dict[str, set[str]] = {
    "studies_long": {Activity.STUDIES, Activity.TRAINEESHIP},  # agencies pay trainees the rate of studies and a top-up
    "traineeship_long": {Activity.TRAINEESHIP},
    "studies_or_traineeship": set(Activity.long_stays),
    "long_physical": set(Activity.long_stays),
    "short_physical": set(Activity.short_stays),
    "teaching_or_training": set(Activity.of_staff),
    ANY: set(Activity.values),
}


def individual_rates(case: Case, book: RuleBook) -> list[GrantRate]:
    """The rows of individual support, one for each tier of days, or none.

    The agency of the country that pays comes first, then a fixed amount of the European Union, then for staff its
    maximum. A range is never turned into an amount.
    """
    fitting = rates_for(GrantPurpose.INDIVIDUAL, case, book)
    of_agency = [rate for rate in fitting if rate.agency_country_id == paying_country(case)]
    own_words = [rate for rate in of_agency if rate.mobility_type == "traineeship_long"]
    of_union = [rate for rate in fitting if rate.agency_country_id is None]
    fixed = [rate for rate in of_union if rate.amount_fixed is not None]
    largest = [rate for rate in of_union if case.is_of_staff and rate.amount_max is not None]
    return own_words or of_agency or fixed or largest


def paying_country(case: Case) -> str:
    """The sender's project pays, but for people who come in KA171 or are invited from an enterprise."""
    is_host = case.from_enterprise or (case.is_icm and case.direction == Direction.INCOMING)
    return case.receiving_country if is_host else case.sending_country


def rates_for(purpose: GrantPurpose, case: Case, book: RuleBook) -> list[GrantRate]:
    """Rows that pay for ``purpose`` in this case, first day first."""
    rows = [rate for rate in book.rates if rate.purpose == purpose and fits(rate, case, book)]
    return sorted(rows, key=lambda rate: rate.day_from or 0)


def fits(rate: GrantRate, case: Case, book: RuleBook) -> bool:
    return (
        case.scheme in rate.scheme.split("|")
        and rate.participant == ("staff" if case.is_of_staff else "student")
        and case.activity in COVERED.get(rate.mobility_type, ())
        and _flow_fits(rate, case)
        and _place_fits(rate, case, book)
    )


def _flow_fits(rate: GrantRate, case: Case) -> bool:
    """In KA131 the project is the sender's, so for it every stay is outgoing, also one that comes to us."""
    flow = case.direction if case.is_icm else Direction.OUTGOING
    return rate.flow == ANY or rate.flow.startswith(flow)


def _place_fits(rate: GrantRate, case: Case, book: RuleBook) -> bool:
    if rate.country_group == ANY:
        return True
    if rate.country_group == FLAT:
        return book.is_in_flat_region(case.receiving_country)
    status = book.status(case.receiving_country, rate.groups_of_call)
    return status is not None and str(status.country_group) in rate.country_group.split("|")
