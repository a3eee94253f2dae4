"""The partners of the list as points of a map."""

from finder.cards import address_of, place_of
from finder.index import Index
from finder.results import heading_of


def points_of(found: int, index: Index) -> dict:
    """GeoJSON of the partners in ``found`` that have a point; ``placeless`` counts those without one."""
    partners = [partner for _number, partner in index.partners_in(found)]
    placed = [partner for partner in partners if partner.point]
    before, _number, after = address_of(0, "slug").partition("0-slug")  # resolved once, not once a point
    return {
        "type": "FeatureCollection",
        "heading": heading_of(found, index),
        "placeless": len(partners) - len(placed),
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [partner.point[1], partner.point[0]]},
                "properties": {
                    "name": partner.name,
                    "place": place_of(partner, index.words),
                    "url": f"{before}{partner.pk}-{partner.slug}{after}",
                },
            }
            for partner in placed
        ],
    }
