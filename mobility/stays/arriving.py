"""What a nomination that arrives from outside needs settled: its condition, and whether it is here already."""

from datetime import date

from agreements.ending.coverage import covers
from agreements.models import Condition
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.stays.people import Person, is_certainly, people_like
from mobility.stays.places import conditions_for, fits, places_of
from partners.models import Institution


def condition_for(
    partner: Institution, *, activity: str, direction: str, level: int | None, starts_on: date, ends_on: date, year: int
) -> Condition | None:
    """The one under which somebody can be nominated: in force for the whole stay.

    One with a place that nobody asks for comes before one whose places are asked for, and that before a full one.
    None where no condition fits: whoever keeps the stay then chooses, or mends the agreement.
    """
    offered = conditions_for(partner, activity=activity, direction=direction)
    fitting = [each for each in offered if fits(each, level=level) and not covers(each, starts_on, ends_on)]
    places = places_of(fitting, year)
    return min(fitting, key=lambda each: (places[each.pk].is_full, places[each.pk].is_asked_for), default=None)


def nominated_already(person: Person, *, partner: Institution, direction: str, year: int, term: str) -> Mobility | None:
    """The stay of the same person for the same term, if it has not fallen through."""
    alike = people_like(person, direction=direction, partner=partner)
    known = [each.pk for each in alike if is_certainly(each, person)]
    stays = Mobility.objects.filter(participant__in=known, partner=partner, direction=direction)
    same_time = stays.filter(academic_year=year, term=term)
    return same_time.exclude(state__in=MobilityState.fallen_through).order_by("pk").first()
