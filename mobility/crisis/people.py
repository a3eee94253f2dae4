"""The people in a country on a day, and those from there who are here."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from core.search_text import fold
from mobility.enums import Direction
from mobility.models import EmergencyContact, Mobility
from mobility.people.enums import Sensitive
from mobility.people.reading import note_reading
from partners.models import Institution
from reference.models import Country


@dataclass(frozen=True)
class Person:
    """One stay on the day. ``is_there`` is False for who comes from the country and is here."""

    stay: Mobility
    contact: EmergencyContact | None
    is_there: bool
    is_city_known: bool


@transaction.atomic
def people_in(country: Country, on: date, *, home: Institution, actor, city: str = "") -> list[Person]:
    """Everybody in ``country`` (and ``city``) on the day, those of an unknown city too; then who is here from there.

    Each person's reading is recorded; ``RightMissing`` for others than the office.
    """
    there = Q(direction=Direction.OUTGOING) & (Q(partner__country=country) | Q(host_country=country, partner=None))
    if country.pk == home.country_id:
        there = Q(direction=Direction.INCOMING)
    from_there = Q(direction=Direction.INCOMING, partner__country=country)
    stays = Mobility.objects.visible_to(actor).abroad(on).filter(there | from_there)
    rows = stays.for_list().select_related("participant__emergency_contact", "coordinator")
    people = [_person(stay, country, home) for stay in rows.order_by("sort_key", "pk")]
    found = [person for person in people if _is_in(person, city, home)]
    note_reading({person.stay.participant_id for person in found}, Sensitive.CRISIS, actor=actor)
    return sorted(found, key=lambda person: (not person.is_there, person.is_city_known))


def _person(stay: Mobility, country: Country, home: Institution) -> Person:
    is_there = stay.is_outgoing if country.pk != home.country_id else not stay.is_outgoing
    known = home.city if is_there and not stay.is_outgoing else (stay.partner.city if stay.partner else "")
    contact = getattr(stay.participant, "emergency_contact", None)
    return Person(stay, contact, is_there, bool(known))


def _is_in(person: Person, city: str, home: Institution) -> bool:
    """Whom a city leaves out: nobody whose city is not known, and nobody who is here."""
    if not city or not person.is_city_known or not person.is_there:
        return True
    partner = person.stay.partner
    known = partner.city if person.stay.is_outgoing and partner else home.city
    return fold(city) in fold(known)
