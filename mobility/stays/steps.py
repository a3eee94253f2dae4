"""The line of states as the page of a stay draws it."""

from core import steps
from mobility.enums import MobilityState
from mobility.models import Mobility

STANDS_AT = {"rejected": "accepted", "cancelled": "agreed", "interrupted": "completed"}


def steps_of(stay: Mobility) -> list[dict]:
    """The main line; another end stands where it stopped the stay."""
    return steps.steps_of(stay, MobilityState, stands_at=STANDS_AT)
