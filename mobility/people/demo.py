"""The demonstration's emergency contacts, needs, readings and exports: invented people."""

from itertools import cycle

from core.demo_history import ago
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.people.enums import Sensitive
from mobility.people.exporting import record_export
from mobility.people.reading import note_reading
from mobility.people.services import save_emergency_contact, save_inclusion_need

CALLED = (("Eva", "mother"), ("Karl", "father"), ("Mira", "sister"), ("Jonas", "partner"))
NEEDS = ("A room without stairs.", "Help with travel for a companion.")
WITHOUT = 5  # every fifth has named nobody, so that the crisis list has something to mend


def build_people_data(officer):
    """Most of those who are away have somebody to call; two have needs; somebody has looked, and taken a list."""
    away = Mobility.objects.filter(state__in=(MobilityState.AGREED, MobilityState.UNDER_WAY), direction="outgoing")
    stays = list(away.select_related("participant").order_by("pk"))
    with ago(20):
        for place, (stay, (name, relation)) in enumerate(zip(stays, cycle(CALLED), strict=False)):
            if place % WITHOUT:
                _note_contact(stay, name, relation, place, officer)
        for stay, needs in zip(stays, NEEDS, strict=False):
            save_inclusion_need(stay, actor=officer, has_need=True, needs=needs)
    note_reading([stay.participant for stay in stays[:2]], Sensitive.PERSON, actor=officer)
    columns = ["Name", "Partner", "State", "First day"]
    record_export("Mobility", actor=officer, row_count=len(stays), filters="State: Under way", columns=columns)


def _note_contact(stay: Mobility, name: str, relation: str, place: int, officer):
    family = stay.participant.family_name
    phone = f"+46 70 174 06 {place % 100:02}"  # of the numbers that nobody has
    person = stay.participant
    save_emergency_contact(person, actor=officer, name=f"{name} {family}", relation=relation, phone=phone)
