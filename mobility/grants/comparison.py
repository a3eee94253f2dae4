"""What a recalculation changed, line by line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mobility.grants.enums import LineKind
from mobility.models import GrantLine

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Difference:
    """What one kind of line came to before and after, in euro."""

    kind: LineKind
    was: Decimal
    becomes: Decimal

    @property
    def change(self) -> Decimal:
        return self.becomes - self.was


def differences(older: Iterable[GrantLine], newer: Iterable[GrantLine]) -> list[Difference]:
    """The kinds of line whose amounts differ, in the order in which a grant lists them."""
    before, after = _by_kind(older), _by_kind(newer)
    found = [Difference(kind, before[kind], after[kind]) for kind in LineKind]
    return [each for each in found if each.change]


def _by_kind(lines: Iterable[GrantLine]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for line in lines:
        sums[line.kind] += line.amount
    return sums
