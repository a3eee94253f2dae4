"""Actions as cards in columns, one for each state, with the moves forward of the person who looks."""

from dataclasses import dataclass, field

from django.db.models import Count

from quality.actions.moves import judges_own
from quality.actions.workflow import action_workflow
from quality.enums import ActionState
from quality.models import Action
from quality.querysets import RUN, VERIFY, WORK

MOST_CARDS = 25
COLUMNS = ("planned", "under_way", "done", "verified")


@dataclass(frozen=True)
class Card:
    """One action with the moves forward that this person may try; the move itself says what stands against it."""

    action: Action
    moves: list[tuple[str, str]]


@dataclass
class Column:
    state: ActionState
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


def board_of(actions, user) -> list[Column]:
    """The states in their order, each with its first cards by date; ``actions`` is what the filters find."""
    counts = dict(actions.order_by().values_list("state").annotate(count=Count("pk")))
    keys = {name: _first(actions, name) if counts.get(name) else [] for name in COLUMNS}
    shown = [key for found in keys.values() for key in found]
    run = set(Action.objects.editable_by(user).filter(pk__in=shown).values_list("pk", flat=True))
    rows = {row.pk: row for row in Action.objects.for_list().filter(pk__in=shown)}
    return [
        Column(
            ActionState(name),
            counts.get(name, 0),
            [Card(rows[key], forward_moves(rows[key], user, runs=key in run)) for key in keys[name]],
        )
        for name in COLUMNS
    ]


def forward_moves(action: Action, user, *, runs: bool) -> list[tuple[str, str]]:
    """Names and labels of the moves on, asking the database nothing; ``runs``: whether the person runs it."""
    allowed = {right for right in (RUN, VERIFY, WORK) if user.rights.everywhere(right)}
    if runs:
        allowed |= {RUN, VERIFY, WORK}
    is_own = action.owner_id == user.pk
    if is_own and user.has_perm(WORK):
        allowed.add(WORK)
    return [
        (name, rule.label)
        for name, rule in action_workflow.transitions.items()
        if rule.tone == "primary"
        and action.state in action_workflow.edges[name].sources
        and rule.right in allowed
        and not judges_own(name, user, action)
    ]


def _first(actions, state: str) -> list[int]:
    found = actions.filter(state=state)
    ordered = found.order_by("-state_since", "-pk") if state == ActionState.VERIFIED else found.soonest_first()
    return list(ordered.values_list("pk", flat=True)[:MOST_CARDS])
