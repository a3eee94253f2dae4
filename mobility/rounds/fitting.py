"""Whether an applicant can have a place at all, whatever is left of it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mobility.models import Applicant, ApplicationRound
from mobility.rounds.places import RoundPlaces
from mobility.stays.places import fits

NARROW = 3  # signs of an ISCED-F code: studies are near enough within the narrow field


def why_unfit(applicant: Applicant, place: RoundPlaces) -> str:
    """Why the place is not for ``applicant``: level, then field where both are named; "" where it is."""
    if not fits(place.condition, level=applicant.eqf_level):
        return _("the places are for other levels (%(levels)s)") % {"levels": place.condition.level_words}
    codes = [row.isced_field_id for row in place.condition.condition_fields.all()]
    if applicant.isced_field_id and codes and not any(is_near(applicant.isced_field_id, code) for code in codes):
        return _("the places are for other fields (%(fields)s)") % {"fields": ", ".join(codes)}
    return ""


def is_near(one: str, other: str) -> bool:
    """Whether two ISCED-F codes lie in one narrow field, as far as both are that exact."""
    length = min(len(one), len(other), NARROW)
    return one[:length] == other[:length]


def note_on(applicant: Applicant, place: RoundPlaces) -> str:
    """What was not compared because the list does not say it; "" where nothing."""
    if not applicant.isced_field_id and place.condition.condition_fields.all():
        return _("The field of studies is not known, so it was not compared.")
    if applicant.eqf_level is None and place.condition.eqf_levels:
        return _("The level is not known, so it was not compared.")
    return ""


class Fitting:
    """The same questions for a whole list: each level and field is held against each place once, in each language."""

    def __init__(self):
        self._known: dict[tuple, str] = {}

    def why_unfit(self, applicant: Applicant, place: RoundPlaces) -> str:
        key = applicant.eqf_level, applicant.isced_field_id, place.condition.pk, get_language()
        if key not in self._known:
            self._known[key] = why_unfit(applicant, place)
        return self._known[key]

    def places_for(self, applicant: Applicant, places: list[RoundPlaces]) -> list[RoundPlaces]:
        """Of the places at one partner those ``applicant`` can have, or the first to say why there is none."""
        return [place for place in places if not self.why_unfit(applicant, place)] or places[:1]


def no_places(application_round: ApplicationRound) -> str:
    return _("there are no places in this round")
