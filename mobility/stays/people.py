"""Whose stay it is: somebody the portal knows already, or somebody new. A person has one row, so that cycles add up."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from core import history
from core.errors import PortalError
from core.search_text import fold
from mobility.enums import Direction
from mobility.models import Mobility, Participant
from partners.models import Institution
from reference.models import Country


@dataclass(frozen=True, kw_only=True)
class Person:
    """What was told of somebody who goes or comes."""

    given_name: str
    family_name: str
    email: str = ""
    person_code: str = ""
    born_on: date | None = None
    nationality: Country | None = None
    residence: Country | None = None

    def facts(self) -> dict:
        return {each.name: getattr(self, each.name) for each in fields(self)}


class PersonUnsure(PortalError):
    """Somebody known has the same address or code under another name; ``known`` are those it may be."""

    def __init__(self, known: list[Participant]):
        self.known = known
        super().__init__(_("Somebody with this e-mail address or code is known already: say whether it is the same."))


def people_like(person: Person, *, direction: str, partner: Institution | None) -> list[Participant]:
    """Those with the same e-mail address, or the same code at the same sending institution."""
    same = Q(pk__in=[])
    if person.email:
        same |= Q(email__iexact=person.email)
    if person.person_code and (direction == Direction.OUTGOING or partner):
        senders = Mobility.objects.filter(direction=direction)
        if direction == Direction.INCOMING:
            senders = senders.filter(partner=partner)
        same |= Q(person_code__iexact=person.person_code, pk__in=senders.values("participant"))
    return list(Participant.objects.filter(same, anonymised_at__isnull=True).order_by("pk"))


def is_certainly(known: Participant, person: Person) -> bool:
    """The same name beside what was alike, and no birth date that speaks against it."""
    dates = {day for day in (known.born_on, person.born_on) if day}
    return fold(known.name) == fold(f"{person.given_name} {person.family_name}") and len(dates) < 2


def participant_for(
    person: Person, *, actor, direction: str, partner: Institution | None, is_another: bool = False
) -> Participant:
    """The row of ``person``: the one that is there, with what it lacked, or a new one.

    Raises ``PersonUnsure`` with those the actor may see where address or code are alike and the name is not, unless
    ``is_another`` says that it is somebody else. Nobody hears of people they may not see.
    """
    alike = people_like(person, direction=direction, partner=partner)
    if same := next((known for known in alike if is_certainly(known, person)), None):
        return _completed(same, person, actor)
    seen = _seen_by(actor, alike)
    if seen and not is_another:
        raise PersonUnsure(seen)
    with history.action("created", actor=actor):
        return Participant.objects.create(**person.facts())


def _completed(known: Participant, person: Person, actor) -> Participant:
    """What is empty is filled in; what is there is left for the form of the person."""
    lacking = [name for name, value in person.facts().items() if value and not getattr(known, name)]
    if lacking:
        for name in lacking:
            setattr(known, name, getattr(person, name))
        with history.action("changed", actor=actor):
            known.save(update_fields=[*lacking, "updated_at"])
    return known


def _seen_by(actor, people: Iterable[Participant]) -> list[Participant]:
    if actor is None:  # a partner's link or the machine: the office sorts it out
        return []
    return list(Participant.objects.visible_to(actor).filter(pk__in=[known.pk for known in people]))
