"""What a number is asked of, and what comes of asking."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import Unit
from core.indicators import share_of
from core.suppression import SMALLEST_SHOWN


@dataclass(frozen=True)
class Scope:
    """What a figure is asked of: ``unit`` with everything below it, in the academic year that begins in ``year``."""

    unit: Unit
    year: int

    def within(self, rows: QuerySet, field: str = "unit") -> QuerySet:
        """Those of ``rows`` whose ``field`` lies in the unit; the whole university needs no list of its units."""
        if self.unit.parent_id is None:
            return rows
        return rows.filter(**{f"{field}__in": Unit.objects.within([self.unit.path])})


@dataclass(frozen=True)
class Measured:
    """What was counted, of what (None: a plain number), and the groups of people whose sizes that tells."""

    counted: Decimal
    whole: Decimal | None = None
    groups: tuple[int, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """Per cent of a share, None where there is nothing it could be a share of."""
        return self.counted if self.whole is None else share_of(self.counted, self.whole)

    @property
    def tells_of_few(self) -> bool:
        """Whether one of the groups has people, and too few to be shown (LG-09)."""
        return any(0 < size < SMALLEST_SHOWN for size in self.groups)
