"""Stays as cards in columns, one for each state: what a week's work looks like."""

from dataclasses import dataclass, field

from django.db.models import Count

from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.querysets import CHANGE
from mobility.workflow import mobility_workflow

MOST_CARDS = 25
COLUMNS = ("nominated", "accepted", "agreed", "under_way", "interrupted", "completed")


@dataclass(frozen=True)
class Card:
    """One stay with the moves forward that this person may try; the move itself says what stands against it."""

    stay: Mobility
    moves: list[tuple[str, str]]


@dataclass
class Column:
    state: MobilityState
    count: int
    cards: list[Card] = field(default_factory=list)

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return self.state.tone

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def board_of(stays, user) -> list[Column]:
    """The open states in their order, each with its first cards by first day; ``stays`` is what the filters find."""
    counts = dict(stays.order_by().values_list("state").annotate(count=Count("pk")))
    paths = user.rights.unit_paths(CHANGE)
    everywhere = user.rights.everywhere(CHANGE)
    columns = []
    for name in COLUMNS:
        column = Column(MobilityState(name), counts.get(name, 0))
        if column.count:
            rows = Mobility.objects.for_list().filter(pk__in=_first(stays, name)).order_by("starts_on", "pk")
            column.cards = [Card(stay, _forward(stay, user, paths, everywhere)) for stay in rows]
        columns.append(column)
    return columns


def _first(stays, state: str) -> list[int]:
    return list(stays.filter(state=state).order_by("starts_on", "pk").values_list("pk", flat=True)[:MOST_CARDS])


def _forward(stay, user, paths, everywhere) -> list[tuple[str, str]]:
    """Names and labels of the moves on; rights are asked once for the whole board, guards only when it is pressed."""
    if not everywhere and not any(stay.unit.path.startswith(root) for root in paths):
        return []
    return [
        (name, rule.label)
        for name, rule in mobility_workflow.transitions.items()
        if rule.tone == "primary" and stay.state in mobility_workflow.edges[name].sources and user.has_perm(rule.right)
    ]
