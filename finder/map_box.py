"""A section of the map as a filter of the list: ``box=west,south,east,north``, in degrees, across the date line too."""

import weakref
from dataclasses import dataclass
from math import isfinite

from finder.index import Index
from finder.shelves import bits_of

HALF_TURN, TURN, POLE = 180, 360, 90
LONGEST = 100  # letters of four numbers
DIGITS = 4  # of a degree: some ten metres, and what addresses carry on


@dataclass(frozen=True)
class Box:
    """Longitudes lie between -180 and 180; where ``west`` is more than ``east``, the section holds the date line."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self):
        return ",".join(f"{degrees:.10g}" for degrees in (self.west, self.south, self.east, self.north))

    def holds(self, point: tuple[float, float] | None) -> bool:
        """Whether the point (latitude, longitude) lies in it, the edges included; what has no place lies in none."""
        if point is None or not self.south <= point[0] <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= point[1] <= self.east
        return point[1] >= self.west or point[1] <= self.east


def read_box(text: str) -> Box | None:
    """The section an address names; None where it names none. Maps that were moved round the world count on."""
    try:
        west, south, east, north = (round(float(degrees), DIGITS) for degrees in text[:LONGEST].split(","))
    except ValueError:
        return None
    if not all(map(isfinite, (west, south, east, north))) or south > north or west > east + TURN:
        return None
    south, north = max(south, -POLE), min(north, POLE)
    if south > north:
        return None
    if east - west >= TURN:
        return Box(-HALF_TURN, south, HALF_TURN, north)
    return Box(_turned_back(west), south, _turned_back(east), north)


def _turned_back(longitude: float) -> float:
    """The same longitude between -180 and 180."""
    if -HALF_TURN <= longitude <= HALF_TURN:
        return longitude
    return round((longitude + HALF_TURN) % TURN - HALF_TURN, DIGITS)


_last: "tuple[weakref.ref[Index], Box, int] | None" = None


def partners_within(box: Box, index: Index) -> int:
    """The partners in the section, as a bit set. A page asks the same for each group of choices: the last is kept."""
    global _last  # noqa: PLW0603 - one per process; another thread finds the whole of it or none
    if _last is None or _last[0]() is not index or _last[1] != box:
        inside = bits_of(number for number, partner in enumerate(index.partners) if box.holds(partner.point))
        _last = weakref.ref(index), box, inside
        return inside
    return _last[2]
