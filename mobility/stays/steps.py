"""The line of states as the page of a stay draws it."""

from mobility.enums import MobilityState
from mobility.models import Mobility

STANDS_AT = {"rejected": "accepted", "cancelled": "agreed", "interrupted": "completed"}


def steps_of(stay: Mobility) -> list[dict]:
    """The main line (``{"label", "is_done", "is_current"}``); another end stands where it stopped the stay."""
    line = list(MobilityState.main_line)
    now = line.index(STANDS_AT.get(stay.state, stay.state))
    return [
        {
            "label": stay.get_state_display() if index == now else MobilityState(state).label,
            "is_done": index < now,
            "is_current": index == now,
        }
        for index, state in enumerate(line)
    ]
