"""A map of the world whose countries are shaded by a count, with a closer view of Europe, where most partners are.

The shapes are those of the finder's map (Natural Earth, public domain, by way of ``world-atlas``); the projection is
Equal Earth (Šavrič, Patterson, Jenny 2018), under which a country is as large as it is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from math import asin, cos, radians, sin, sqrt

from django.conf import settings

SHAPES = settings.BASE_DIR / "static" / "vendor" / "world" / "countries.json"
SCALE = 180
WORLD = "-490 -245 980 460"  # the frames, in drawn units: left, top, width, height
EUROPE = "-45 -228 148 112"
SHADES = 5
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
HALF_TURN = 180


@dataclass(frozen=True)
class Place:
    """A country: how many, where it lies in degrees, and the numeric ISO code that joins it to its shape."""

    code: str
    label: str
    count: int
    latitude: float
    longitude: float
    url: str = ""


@dataclass(frozen=True)
class DrawnPlace:
    """A country as drawn: ``shade`` from 1 to ``SHADES``; a dot of its own stands where it is too small for a shape."""

    place: Place
    path: str
    shade: int
    x: float
    y: float


@dataclass(frozen=True)
class WorldMap:
    """Counts by country under a title that states the finding; ``places`` with the largest count first."""

    title: str
    first_heading: str
    counted: str
    places: Sequence[Place]
    remark: str = ""
    world: str = field(default=WORLD, init=False)
    europe: str = field(default=EUROPE, init=False)

    @property
    def land(self) -> str:
        """Every country that is not counted, as one shape."""
        counted = {place.code for place in self.places}
        return "".join(path for code, path in shapes().items() if code not in counted)

    def drawn(self) -> list[DrawnPlace]:
        most = max((place.count for place in self.places), default=0) or 1
        return [
            DrawnPlace(place, shapes().get(place.code, ""), shade_of(place.count, most), *projected_point(place))
            for place in self.places
        ]


def shade_of(count: int, most: int) -> int:
    """From 1 to ``SHADES``, by the root of the share: one country with very many leaves the others apart."""
    return max(1, min(SHADES, round(SHADES * sqrt(count / most))))


def projected_point(place: Place) -> tuple[float, float]:
    return projected(place.longitude, place.latitude)


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Degrees to drawn units, the origin where equator and first meridian meet, y downwards."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    square = theta * theta
    sixth = square**3
    across = 2 * sqrt(3) * radians(longitude) * cos(theta)
    x = across / (3 * (9 * A4 * sixth * square + 7 * A3 * sixth + 3 * A2 * square + A1))
    y = theta * (A4 * sixth * square + A3 * sixth + A2 * square + A1)
    return round(x * SCALE, 1), round(-y * SCALE, 1)


@cache
def shapes() -> dict[str, str]:
    """The path of each country by its numeric ISO code; read once in each process. Disputed areas have no code."""
    features = json.loads(SHAPES.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: _path(feature["geometry"]) for feature in features if feature.get("id")}


def _path(geometry: dict) -> str:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return "".join(_ring(part) for polygon in polygons for ring in polygon for part in _parted(ring))


def _parted(ring: list) -> list[list]:
    """A ring cut where it jumps over the date line, so that no line is drawn right across the map."""
    parts: list[list] = [[]]
    for place, point in enumerate(ring):
        if place and abs(point[0] - ring[place - 1][0]) > HALF_TURN:
            parts.append([])
        parts[-1].append(point)
    return parts


def _ring(points: list) -> str:
    drawn = [f"{x:g},{y:g}" for x, y in (projected(*point) for point in points)]
    return f"M{'L'.join(drawn)}Z"
