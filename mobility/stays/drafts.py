"""A stay as it is being typed, for the rule check: never saved."""

from mobility.models import Mobility, Participant
from mobility.stays.people import Person, is_certainly, people_like
from mobility.stays.questions import without_meaning


def draft_of(stay: Mobility, typed: dict, person: Person | None) -> Mobility | None:
    """``stay`` with what was typed so far; None while too little is there for any rule.

    A new person is looked for among those known, so that the days of earlier stays count.
    """
    for name, value in typed.items():
        setattr(stay, name, value)
    for name in without_meaning(stay.activity, has_partner=stay.partner_id is not None):
        setattr(stay, name, Mobility._meta.get_field(name).get_default())
    if not (stay.starts_on and stay.ends_on and stay.starts_on <= stay.ends_on and stay.academic_year):
        return None
    if not (stay.partner_id or stay.host_country_id):
        return None
    if person is not None:
        stay.participant = _somebody(person, stay)
    return stay


def _somebody(person: Person, stay: Mobility) -> Participant:
    alike = people_like(person, direction=stay.direction, partner=stay.partner)
    known = next((each for each in alike if is_certainly(each, person)), None)
    return known or Participant(**person.facts())
