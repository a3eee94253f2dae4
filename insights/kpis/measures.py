"""How each key figure is counted: a measure for each of its parts, asked of a unit and a year."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import Unit
from insights.kpis.divisions import Division
from insights.kpis.scope import Measured, Scope

VIEW_STAYS = "mobility.view_mobility"


Rows = Callable[[Scope], QuerySet]


@dataclass(frozen=True)
class Measure:
    """One number of the key figure ``kpi``; ``part`` tells its numbers apart where it has several.

    ``measure`` answers None where nothing can be said. ``rows`` are those counted and ``of`` those they are counted
    of, as far as the portal has rows of them; each has ``visible_to(user)``. ``right`` is needed in the unit to see
    small groups ("": nothing is hidden). ``how`` says what is counted and what is not known; ``is_of_today``: of
    earlier years nothing is known. ``page`` gives the address of a page that shows the same. ``divisions`` are by what
    its rows can be divided.
    """

    kpi: str
    measure: Callable[[Scope], Measured | None]
    how: Any
    part: str = ""
    label: Any = ""
    measured_in: Any = ""
    rows: Rows | None = None
    of: Rows | None = None
    right: str = ""
    is_of_today: bool = False
    page: Callable[[Scope], str] | None = None
    divisions: tuple[Division, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.kpi, self.part

    def may_see_few(self, user, unit: Unit) -> bool:
        """Whether ``user`` may see the rows of ``unit``, and so small groups, too."""
        return not self.right or user.rights.may(self.right, unit)


def share(
    rows: Rows, of: Rows, *, is_of_people: bool = True, beside: Callable[[Scope], tuple[int, ...]] = lambda scope: ()
) -> Callable[[Scope], Measured]:
    """Measures how many of the rows ``of`` are among ``rows``; of people the rest is a group, too.

    ``beside``: by how many people ``of`` differs from what other figures tell.
    """

    def measure(scope: Scope) -> Measured:
        counted, whole = rows(scope).count(), of(scope).count()
        groups = (counted, whole - counted, *beside(scope)) if is_of_people else ()
        return Measured(Decimal(counted), Decimal(whole), groups)

    return measure


def number(rows: Rows, *, is_of_people: bool = True) -> Callable[[Scope], Measured]:
    def measure(scope: Scope) -> Measured:
        counted = rows(scope).count()
        return Measured(Decimal(counted), groups=(counted,) if is_of_people else ())

    return measure
