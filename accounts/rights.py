"""The rights of one person, read once a request from their memberships and from those of people they stand in for.

A substitute acts, for the time of the absence, with the person's roles of ``Role.delegable``, in the same units:
never with more than the person has, without the rights of ``roles.PERSONAL``, and not with what the person is
lent in turn (a substitute of a substitute has nothing from it). A right that somebody also has themself is their own.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import NamedTuple

from accounts.enums import Role
from accounts.roles import PERSONAL, ROLES


class Held(NamedTuple):
    """One membership that counts for a person: their own, or one of somebody they stand in for."""

    person: int
    name: str
    role: str
    unit_path: str


class Lender(NamedTuple):
    """Somebody away, as what their substitute does in their stead is signed."""

    pk: int
    name: str


class Grants:
    """What the memberships of one person allow; knows no database. ``without`` are rights left out of it."""

    def __init__(
        self,
        memberships: Iterable[tuple[str, str]],
        *,
        without: frozenset[str] = frozenset(),
        person: int | None = None,
    ):
        self._everywhere: set[str] = set()
        self._of_own: set[str] = set()
        self._person = person
        paths: dict[str, set[str]] = defaultdict(set)
        for role, unit_path in memberships:
            grant = ROLES[role]
            self._everywhere |= grant.everywhere - without
            if person is not None:
                self._of_own |= grant.of_own
            for right in grant.in_unit - without:
                paths[right].add(unit_path)
        self._paths = {right: frozenset(found) for right, found in paths.items()}

    def everywhere(self, right: str) -> bool:
        """Whether ``right`` holds for every unit."""
        return right in self._everywhere or f"{right.partition('.')[0]}.*" in self._everywhere

    def unit_paths(self, right: str) -> frozenset[str]:
        """Paths of the units at whose roots ``right`` was granted."""
        return self._paths.get(right, frozenset())

    def may(self, right: str, obj=None) -> bool:
        """Whether ``right`` holds for ``obj``; without an object, anywhere at all.

        An object takes part in unit-bound rights by a method ``unit_paths_of_rights()``, in those over one's own
        things by ``people_of_rights(right)``, the keys of the people whose it is.
        """
        if self.everywhere(right):
            return True
        granted = self.unit_paths(right)
        if obj is None:
            return bool(granted) or right in self._of_own
        if right in self._of_own and self._person in obj.people_of_rights(right):
            return True
        return bool(granted) and any(path.startswith(root) for path in obj.unit_paths_of_rights() for root in granted)

    def any_in_app(self, app_label: str) -> bool:
        return any(right.startswith(f"{app_label}.") for right in (*self._everywhere, *self._paths, *self._of_own))

    @property
    def key(self) -> Hashable:
        """The same for the same rights."""
        own = (self._person, frozenset(self._of_own)) if self._of_own else None
        return frozenset(self._everywhere), frozenset(self._paths.items()), own


class Rights:
    """A person's own rights and those lent to them, asked as one; ``through`` tells whose a right is."""

    def __init__(
        self,
        own: Iterable[tuple[str, str]] = (),
        lent: dict[Lender, list[tuple[str, str]]] | None = None,
        *,
        person: int | None = None,
    ):
        self.own = Grants(own, person=person)
        self._lent = {lender: Grants(roles, without=PERSONAL) for lender, roles in (lent or {}).items()}
        self._all = (self.own, *self._lent.values())

    @classmethod
    def of(cls, person_pk: int, held: Iterable[Held]) -> "Rights":
        """The rights of the person from the memberships that count for them.

        Who has no role of their own on the staff is no colleague any more, and stands in for nobody.
        """
        own, lent = [], defaultdict(list)
        for each in held:
            if each.person == person_pk:
                own.append((each.role, each.unit_path))
            elif each.role in Role.delegable:
                lent[Lender(each.person, each.name)].append((each.role, each.unit_path))
        is_colleague = any(role in Role.staff for role, _path in own)
        return cls(own, lent if is_colleague else {}, person=person_pk)

    def everywhere(self, right: str) -> bool:
        """Whether ``right`` holds for every unit."""
        return any(grants.everywhere(right) for grants in self._all)

    def unit_paths(self, right: str) -> frozenset[str]:
        """Paths of the units at whose roots ``right`` was granted."""
        return frozenset().union(*(grants.unit_paths(right) for grants in self._all))

    def may(self, right: str, obj=None) -> bool:
        """Whether the person has ``right`` for ``obj``; without an object, anywhere at all."""
        return any(grants.may(right, obj) for grants in self._all)

    def through(self, right: str, obj=None) -> list[Lender]:
        """For whom a substitute has ``right``, by name; nobody where it is their own, or where they lack it."""
        if self.own.may(right, obj):
            return []
        return sorted(
            (lender for lender, grants in self._lent.items() if grants.may(right, obj)), key=lambda lender: lender.name
        )

    def any_in_app(self, app_label: str) -> bool:
        return any(grants.any_in_app(app_label) for grants in self._all)

    @property
    def key(self) -> Hashable:
        """The same for the same rights, own and lent."""
        return self.own.key, frozenset((lender.pk, grants.key) for lender, grants in self._lent.items())
