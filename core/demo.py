"""The demonstration: each room builds its share in a module ``demo.py``, lower floors first.

A room registers one function; it works through the room's services, so that the history of the
demonstration reads as if people had done it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class DemoBuilder:
    """``build()`` writes one room's rows and returns a sentence on what it made."""

    floor: int
    room: str
    build: Callable[[], str]


_builders: dict[str, DemoBuilder] = {}


def builds_demo(*, floor: int):
    """Decorator: register the function as the builder of its room, which lies on ``floor`` of the house."""

    def register(build):
        room = build.__module__.partition(".")[0]
        _builders[room] = DemoBuilder(floor, room, build)
        return build

    return register


def builders() -> list[DemoBuilder]:
    """Every room's builder, lower floors first."""
    autodiscover_modules("demo")
    return sorted(_builders.values(), key=lambda builder: (builder.floor, builder.room))
