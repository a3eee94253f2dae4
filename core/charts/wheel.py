"""A wheel of years: a sector for each, a ring for each thing that comes round, a field where it does."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin

SIZE, OUTER, INNER = 760.0, 304.0, 70.0  # in drawn units; what is written stands outside of OUTER
WEDGE = 34.0  # degrees at the top that are left free for the names of the rings
GAP = 1.0  # degrees between two sectors


@dataclass(frozen=True)
class Field:
    """What comes round in one sector: in which tone it is drawn, its words, and fewer of them for the table."""

    tone: str
    words: str
    short: str
    url: str = ""


@dataclass(frozen=True)
class Ring:
    label: str
    fields: Sequence[Field | None]


@dataclass(frozen=True)
class Drawn:
    field: Field
    path: str


@dataclass(frozen=True)
class Name:
    label: str
    x: float
    y: float
    is_now: bool = False
    anchor: str = "middle"


@dataclass(frozen=True)
class WheelChart:
    """Rings from the outside in, sectors clockwise from the top; ``now`` is the place of the present one."""

    title: str
    sectors: Sequence[str]
    rings: Sequence[Ring]
    now: int | None = None

    @property
    def size(self) -> float:
        return SIZE

    @property
    def thickness(self) -> float:
        return (OUTER - INNER) / max(len(self.rings), 1)

    def drawn(self) -> list[Drawn]:
        """Every field that something stands in."""
        return [
            Drawn(field, self._path(ring, sector))
            for ring, row in enumerate(self.rings)
            for sector, field in enumerate(row.fields)
            if field is not None
        ]

    def beds(self) -> list[str]:
        """The sectors themselves, behind the fields."""
        return [_segment(*self._angles(sector), INNER, OUTER) for sector in range(len(self.sectors))]

    def sector_names(self) -> list[Name]:
        names = []
        for place, label in enumerate(self.sectors):
            start, end = self._angles(place)
            x, y = _point((start + end) / 2, OUTER + 14)
            names.append(Name(label, x, y, place == self.now, _anchor(x - SIZE / 2)))
        return names

    def ring_names(self) -> list[Name]:
        """In the free wedge at the top, one under the other."""
        middle = SIZE / 2
        return [
            Name(ring.label, middle, round(middle - OUTER + (place + 0.5) * self.thickness, 2))
            for place, ring in enumerate(self.rings)
        ]

    def _angles(self, sector: int) -> tuple[float, float]:
        width = (360 - WEDGE) / max(len(self.sectors), 1)
        start = WEDGE / 2 + sector * width
        return start + GAP / 2, start + width - GAP / 2

    def _path(self, ring: int, sector: int) -> str:
        outer = OUTER - ring * self.thickness
        return _segment(*self._angles(sector), outer - self.thickness + 1.5, outer)


def _point(angle: float, radius: float) -> tuple[float, float]:
    """Clockwise from the top, from the middle of the drawing."""
    turned = radians(angle) - pi / 2
    return round(SIZE / 2 + radius * cos(turned), 2), round(SIZE / 2 + radius * sin(turned), 2)


def _anchor(aside: float) -> str:
    """A name begins, or ends, beside the wheel, so that none reaches into it, however large it is written."""
    if abs(aside) < OUTER / 3:
        return "middle"
    return "start" if aside > 0 else "end"


def _segment(start: float, end: float, inner: float, outer: float) -> str:
    (ax, ay), (bx, by) = _point(start, outer), _point(end, outer)
    (cx, cy), (dx, dy) = _point(end, inner), _point(start, inner)
    return (
        f"M{ax:g},{ay:g}A{outer:g},{outer:g} 0 0 1 {bx:g},{by:g}L{cx:g},{cy:g}A{inner:g},{inner:g} 0 0 0 {dx:g},{dy:g}Z"
    )
