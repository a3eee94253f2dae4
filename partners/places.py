"""Where an institution is on the map, and how far from another."""

from partners.enums import CoordinatesPrecision
from reference.distances import great_circle_km
from reference.places import forget, locate

POINT = ("latitude", "longitude", "coordinates_precision")


def with_point(values: dict, known=None) -> dict:
    """``values`` with a point: the one given, else that of the city, else of the country.

    ``known`` is the institution as it was; a point of its city stays while city and country do.
    """
    if values.get("latitude") is not None and values.get("longitude") is not None:
        return values | {"coordinates_precision": CoordinatesPrecision.EXACT}
    if known and _has_not_moved(known, values):
        return {name: value for name, value in values.items() if name not in POINT}
    place = locate(values["city"], values["country"].pk)
    forget()  # the index of cities is large, and a person enters one partner at a time
    point = (place.latitude, place.longitude, place.precision) if place else (None, None, "")
    return values | dict(zip(POINT, point, strict=True))


def _has_not_moved(known, values) -> bool:
    stayed = known.city == values["city"] and known.country_id == values["country"].pk
    return stayed and known.latitude is not None and known.coordinates_precision != CoordinatesPrecision.EXACT


def distance_between(one, other) -> int | None:
    """Whole kilometres between two institutions, where both places are known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    return round(great_circle_km(*map(float, (one.latitude, one.longitude, other.latitude, other.longitude))))
