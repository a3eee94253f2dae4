"""Who gets travel support, and from which band (KA131-37, 38, ICM-05)."""

from mobility.rules.book import RuleBook
from mobility.rules.cases import Case
from reference.enums import StudentTravel
from reference.models import TravelBand


def travel_band(case: Case, book: RuleBook) -> TravelBand | None:
    return None if case.distance_km is None else book.band(case.distance_km)


def travels_at_the_grants_cost(case: Case, book: RuleBook) -> bool:
    """Staff and everybody in KA171; students as the bands of the call say."""
    if case.is_of_staff or case.is_icm or is_exception(case, book):
        return True
    return any(band.students == StudentTravel.WHERE_GRANTED for band in book.bands)


def is_exception(case: Case, book: RuleBook) -> bool:
    """Students who got travel support before call 2024 too: short stays with fewer opportunities, far countries."""
    return (case.is_short and case.fewer_opportunities) or not book.is_programme_country(case.receiving_country)


def travel_is_left_to_others(case: Case, book: RuleBook, band: TravelBand) -> bool:
    """Whether another country's agency or university decides if its students get this support."""
    if case.is_of_staff or case.is_icm or is_exception(case, book):
        return False
    return case.sending_country not in band.students_of.split()
