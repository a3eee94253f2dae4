"""The rights of one person, read once a request from their memberships."""

from collections import defaultdict

from accounts.roles import ROLES


class Rights:
    """Answers ``may`` and ``unit_paths`` from (role, unit path) pairs; knows no database."""

    def __init__(self, memberships):
        self._everywhere: set[str] = set()
        paths = defaultdict(set)
        for role, unit_path in memberships:
            grant = ROLES[role]
            self._everywhere |= grant.everywhere
            for right in grant.in_unit:
                paths[right].add(unit_path)
        self._paths = {right: frozenset(found) for right, found in paths.items()}

    def everywhere(self, right: str) -> bool:
        """Whether ``right`` holds for every unit."""
        return right in self._everywhere or f"{right.partition('.')[0]}.*" in self._everywhere

    def unit_paths(self, right: str) -> frozenset[str]:
        """Paths of the units at whose roots ``right`` was granted."""
        return self._paths.get(right, frozenset())

    def may(self, right: str, obj=None) -> bool:
        """Whether the person has ``right`` for ``obj``; without an object, anywhere at all.

        An object takes part in unit-bound rights by a method ``unit_paths_of_rights()``.
        """
        if self.everywhere(right):
            return True
        granted = self.unit_paths(right)
        if obj is None or not granted:
            return bool(granted)
        return any(path.startswith(root) for path in obj.unit_paths_of_rights() for root in granted)

    def any_in_app(self, app_label: str) -> bool:
        return any(right.startswith(f"{app_label}.") for right in (*self._everywhere, *self._paths))
