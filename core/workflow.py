"""State is a table: one ``Workflow`` per model, the only writer of its state field.

Views ask it for buttons, services perform it under a row lock, the database enforces the same
edges (``core.state_trigger``), ``manage.py print_workflows`` prints the diagram from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core import history
from core.constraints import violated_constraint
from core.errors import RightMissing, TransitionRefused
from core.state_trigger import Edge, constraint_name

Guard = Callable[[Any], str | None]

_registered: dict[str, "Workflow"] = {}


def registered_workflows() -> list["Workflow"]:
    """Every workflow of the house, by name."""
    return [_registered[name] for name in sorted(_registered)]


@dataclass(frozen=True)
class Transition:
    """What a person needs to know of one edge: its button, who may press it, what must hold.

    ``label`` is the button, ``done`` the past tense for history. ``right`` is asked of the actor
    for the object; the machine (actor None) needs none, but only where ``by_machine`` allows it.
    A guard returns a sentence for the person, or nothing; it reads and never writes.
    """

    label: str | Promise
    done: str
    right: str
    guards: tuple[Guard, ...] = ()
    note_needed: bool = False
    by_machine: bool = False
    tone: str = "normal"  # "primary": the way forward; "danger": cannot be taken back


@dataclass(frozen=True)
class Move:
    """One button on the page of an object, with the reasons why it would be refused now."""

    name: str
    transition: Transition
    reasons: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Through:
    """The right by which somebody acts, and the object it is asked for."""

    right: str
    about: object


class Workflow:
    """The moves of one model: ``edges`` say where to, ``transitions`` who, when and in what words."""

    def __init__(self, name: str, *, edges: tuple[Edge, ...], transitions: dict[str, Transition], field: str = "state"):
        if {edge.name for edge in edges} != set(transitions):
            raise ValueError(f"{name}: edges and transitions name different moves.")
        self.name = name
        self.field = field
        self.edges = {edge.name: edge for edge in edges}
        self.transitions = transitions
        _registered[name] = self
        for move, rule in transitions.items():
            history.describe(f"{name}.{move}", rule.done)

    def moves_for(self, user, obj) -> list[Move]:
        """Moves out of the present state that ``user`` has the right to make, refused ones with their reasons."""
        state = getattr(obj, self.field)
        return [
            Move(name, rule, tuple(self.unmet(name, obj)))
            for name, rule in self.transitions.items()
            if state in self.edges[name].sources and user.has_perm(rule.right, obj)
        ]

    @transaction.atomic
    def perform(self, name: str, obj, *, actor, note: str = "", through: Through | None = None, also=None):
        """Move ``obj`` along the edge ``name`` and return the locked, moved row.

        The row is locked and read again first, so of two people who press the button at once the
        second is refused rather than silently obeyed. Raises ``RightMissing`` or ``TransitionRefused``.
        ``through`` is a finer right than the table's that the service found the actor to have;
        ``also(locked)`` writes what belongs to the same act, just before the move.
        """
        locked = type(obj)._base_manager.select_for_update().get(pk=obj.pk)
        through = through or Through(self.transitions[name].right, locked)
        self._require_right(name, through, actor)
        if reasons := self.refusals(name, locked, note, by_machine=actor is None):
            raise TransitionRefused(reasons)
        with history.action(f"{self.name}.{name}", actor=actor, note=note, right=through.right, about=through.about):
            if also:
                also(locked)
            setattr(locked, self.field, self.edges[name].target)
            self._save(locked)
        return locked

    def refusals(self, name: str, obj, note: str = "", *, by_machine: bool = False) -> list[str]:
        """Why ``obj`` cannot make the move ``name`` now; empty when it can. The machine owes no note."""
        rule = self.transitions[name]
        state = getattr(obj, self.field)
        if state not in self.edges[name].sources:
            shown = getattr(obj, f"get_{self.field}_display")()
            return [_("“%(move)s” is not possible from the state “%(state)s”.") % {"move": rule.label, "state": shown}]
        reasons = self.unmet(name, obj)
        if rule.note_needed and not by_machine and not note.strip():
            reasons.append(_("Please say why in a few words."))
        return reasons

    def unmet(self, name: str, obj) -> list[str]:
        """What ``obj`` lacks for the move ``name``, whatever its state and whoever asks."""
        return [str(sentence) for guard in self.transitions[name].guards if (sentence := guard(obj))]

    def _require_right(self, name, through: Through, actor):
        rule = self.transitions[name]
        allowed = rule.by_machine if actor is None else actor.has_perm(through.right, through.about)
        if not allowed:
            raise RightMissing(_("You do not have the right to “%(move)s” here.") % {"move": rule.label})

    def _save(self, obj):
        fields = [self.field, *(["updated_at"] if hasattr(obj, "updated_at") else [])]
        if hasattr(obj, f"{self.field}_since"):
            setattr(obj, f"{self.field}_since", timezone.now())
            fields.append(f"{self.field}_since")
        try:
            with transaction.atomic():
                obj.save(update_fields=fields)
        except IntegrityError as error:
            if violated_constraint(error) != constraint_name(type(obj), self.field):
                raise
            raise TransitionRefused([_("This move is not possible from the present state.")]) from error
