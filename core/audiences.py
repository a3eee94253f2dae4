"""With whom something can be shared. Who belongs to a unit is known upstairs: ``accounts`` says so here.

An audience is a short text kept with what is shared; "" is its owner alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

SHARE = "core.share_view"


@dataclass(frozen=True)
class Audiences:
    """``including(user, field)`` asks for rows whose ``field`` names an audience that ``user`` belongs to;
    ``offered(user, right)`` gives the (audience, name) pairs with whom ``user`` may share."""

    including: Callable[[object, str], Q]
    offered: Callable[[object, str], list[tuple[str, str]]]


_known: list[Audiences] = []


def register(audiences: Audiences):
    _known.append(audiences)


def including(user, field: str) -> Q:
    found = Q(pk__in=[])
    for audiences in _known:
        found |= audiences.including(user, field)
    return found


def offered(user) -> list[tuple[str, str]]:
    return [pair for audiences in _known for pair in audiences.offered(user, SHARE)]
