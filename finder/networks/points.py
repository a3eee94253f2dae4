"""The members of a network as points of a map."""

from finder.index import Index
from finder.networks.shown import members_of, reachable_members
from finder.offers import point_of
from networks.models import Network


def member_points(network: Network, index: Index) -> dict:
    """GeoJSON of the members that have a point: those one can go to lead to their page, others are drawn quietly."""
    there = reachable_members(network, index)
    rows = [(row.institution, point_of(row.institution)) for row in members_of(network)]
    return {
        "type": "FeatureCollection",
        "placeless": sum(point is None for _institution, point in rows),
        "features": [
            _feature(institution, point, there[institution.pk].url if institution.pk in there else "")
            for institution, point in rows
            if point
        ],
    }


def _feature(institution, point: tuple[float, float], url: str) -> dict:
    place = ", ".join(part for part in (institution.city, institution.country.name) if part)
    properties = {"name": institution.name, "place": place, "is_quiet": not url} | ({"url": url} if url else {})
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
        "properties": properties,
    }
