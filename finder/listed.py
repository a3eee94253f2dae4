"""A partner of the list and what it offers, as they lie in memory."""

from dataclasses import dataclass
from decimal import Decimal

from finder.enums import TRAINEESHIP
from finder.rounds import PlacesNow


@dataclass(frozen=True, slots=True)
class Offer:
    """One way out: a condition under which our people go, or an agreement that states none yet.

    ``months`` is how long each person stays, where numbers and months are both agreed. ``fields`` are
    detailed ISCED-F codes, ``languages`` pairs of code and CEFR level (may be empty). ``round_facts`` are pairs of
    ``ROUND_FACTS`` that hold for it.
    """

    programme: str
    levels: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    people: int | None = None
    months: Decimal | None = None
    is_for_students: bool = True
    is_tuition_free: bool = False
    is_traineeship: bool = False
    round_facts: frozenset[tuple[str, str]] = frozenset()

    @property
    def programmes(self) -> tuple[str, ...]:
        """What students call it: a traineeship is one under whatever agreement."""
        return (self.programme, TRAINEESHIP) if self.is_traineeship else (self.programme,)

    @property
    def broad_fields(self) -> frozenset[str]:
        return frozenset(code[:2] for code in self.fields)


@dataclass(frozen=True, slots=True)
class Listed:
    """A partner as the list and the map show it.

    ``point`` is (latitude, longitude) in degrees, ``km`` the way from home as the crow flies, ``now`` what is left in
    the round that closes first, ``networks`` the keys of those it is a member of, as choices of the list.
    """

    pk: int
    name: str
    slug: str
    city: str
    country: str
    point: tuple[float, float] | None
    is_university: bool
    other_names: tuple[str, ...]
    offers: tuple[Offer, ...]
    km: int | None = None
    now: PlacesNow | None = None
    networks: tuple[str, ...] = ()
