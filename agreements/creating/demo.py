"""The demonstration's draft that somebody has begun: kind and partner are said, the rest is for another day."""

from uuid import uuid4

from agreements.enums import AgreementKind
from agreements.models import Agreement
from agreements.services.agreements import PartyValues
from agreements.services.beginning import begin_agreement

PARTNER, UNIT = "University of Waterloo", "DIDA"


def begin_one(desk) -> Agreement:
    """As the coordinator leaves it after the first step; ``desk`` is ``agreements.demo.DemoDesk``."""
    partner = desk.institutions[PARTNER]
    begun, _is_new = begin_agreement(
        uuid4(),
        actor=desk.coordinator_of(UNIT),
        parties=[PartyValues(partner, "David R. Cheriton School of Computer Science")],
        kind=AgreementKind.RESEARCH,
        responsible_unit=desk.units[UNIT],
        parent=desk.frameworks.get(partner.pk),
    )
    return begun
