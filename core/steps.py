"""The line of states over a page (``includes/steps.html``)."""

from collections.abc import Collection, Mapping
from typing import Any

NOWHERE: Mapping[str, str] = {}


def steps_of(
    obj: Any, states: Any, *, undone: Collection[str] = (), stands_at: Mapping[str, str] = NOWHERE
) -> list[dict]:
    """``main_line`` of the enum ``states`` as ``{"label", "is_done", "is_current"}``.

    A state beside the line stands in the place of the one that ``stands_at`` names for it, else of the last; in one
    of ``undone`` nothing before it counts as done.
    """
    line, state = list(states.main_line), obj.state
    place = stands_at.get(state, state)
    now = line.index(place) if place in line else len(line) - 1
    return [
        {
            "label": states(state if index == now else each).label,
            "is_done": index < now and state not in undone,
            "is_current": index == now,
        }
        for index, each in enumerate(line)
    ]
