"""What a person keeps, so that one page can hand all of it over when they leave.

A room says in its ``keeping.py`` which of its things have a keeper: it registers a sub-class of ``KeptThings``
for each kind, and the page asks them all.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Place:
    """The unit a thing belongs to: ``path`` is that of ``accounts.Unit``, by which rights are asked."""

    path: str
    name: str

    def unit_paths_of_rights(self) -> list[str]:
        return [self.path]


@dataclass(frozen=True)
class KeptRow:
    """One thing a person keeps, as the page shows it. ``key`` identifies it among the things of its kind."""

    key: str
    title: str
    url: str = ""
    detail: str = ""
    place: Place | None = None


class KeptThings:
    """One kind of thing that people keep. Sub-classes read in all methods but ``hand_over``, and write in that alone.

    ``right`` is what a colleague needs in the unit of a thing to keep it ("": any colleague may). ``column`` names
    the foreign key to the keeper ("agreements.agreement.coordinator"): watched dates owned by it go along.
    ``comes_by_role``: that somebody who is here keeps them is as it should be.
    ``is_offered``: whether the page proposes to hand everything over, or leaves it to be chosen.
    ``tells_itself``: whether handing over mails the receiver already. ``can_be_returned``: whether
    ``hand_over`` undoes itself, with person and receiver exchanged.
    """

    name: str
    label: str | Promise
    explanation: str | Promise = ""
    order: int = 50
    right: str = ""
    column: str = ""
    comes_by_role = False
    is_offered = True
    tells_itself = False
    can_be_returned = True

    def words(self, count: int) -> str:
        """So many of them, in words: "3 drafts of agreements"."""
        raise NotImplementedError

    def rows(self, person, actor) -> list[KeptRow]:
        """What ``person`` keeps and ``actor`` may hand over, in a constant number of queries."""
        raise NotImplementedError

    def counts(self, people: Collection[int] | None = None) -> dict[int, int]:
        """How many of them each person keeps, whoever may hand them over; of everybody, or of ``people``."""
        raise NotImplementedError

    def refusals(self, rows: list[KeptRow], to, *, person, actor) -> dict[str, str]:
        """By key, why ``to`` cannot take over a row; what ``right`` says is asked before. Nothing where they can."""
        return {}

    def hand_over(self, keys: Collection[str], *, person, to, actor, note: str = "") -> dict[str, str]:
        """Make ``to`` the keeper of what ``person`` still keeps; by key, why the others stay as they are.

        Nothing that a colleague changed meanwhile is overwritten, nothing is given that ``actor`` may not give or
        ``to`` may not keep. Runs in the caller's transaction and asks every right again.
        """
        raise NotImplementedError


_things: dict[str, KeptThings] = {}


def register(things: KeptThings):
    """Called by a room's ``keeping.py``."""
    _things[things.name] = things


def kept_things() -> list[KeptThings]:
    """Every kind of thing that people keep, in the order of the page."""
    return sorted(_things.values(), key=lambda things: (things.order, things.name))


class GoneThings(KeptThings):
    """A kind that no room keeps any more: what was handed over of it is still told, nothing is done with it."""

    label = ""
    can_be_returned = False

    def __init__(self, name: str):
        self.name = name

    def hand_over(self, keys, *, person, to, actor, note=""):
        return dict.fromkeys(keys, _("The portal keeps nothing of this kind any more."))


def things_named(name: str) -> KeptThings:
    """The kind of this name, or one of which nothing is left."""
    return _things.get(name) or GoneThings(name)
