"""Partners as open data: codes and numbers of what the list shows. Nothing here reads the register itself."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256

from finder.index import Index
from finder.listed import Listed, Offer
from finder.open_data.addresses import pages_of
from finder.question import Question
from finder.shelves import flat

Found = Iterable[tuple[Listed, list[Offer]]]
_fingerprint: tuple[Index, str] | None = None


def found_by(question: Question, index: Index) -> list[tuple[Listed, list[Offer]]]:
    """Each partner asked for, by name, with those of its offers that were asked for."""
    shelves = question.matching(index)
    return [(partner, index.offers_in(number, shelves)) for number, partner in index.partners_in(flat(shelves))]


def partner_record(partner: Listed, offers: Iterable[Offer]) -> dict:
    place = {"latitude": partner.point[0], "longitude": partner.point[1]} if partner.point else None
    return {
        "id": partner.pk,
        "name": partner.name,
        "other_names": [name for name in dict.fromkeys(partner.other_names) if name and name != partner.name],
        "is_university": partner.is_university,
        "city": partner.city,
        "country": partner.country,
        "networks": [int(key) for key in partner.networks],
        "location": place,
        "pages": pages_of(partner.pk, partner.slug),
        "offers": [offer_record(offer) for offer in offers],
    }


def offer_record(offer: Offer) -> dict:
    rounds = {facet for facet, _value in offer.round_facts}
    return {
        "programme": str(offer.programme),
        "is_traineeship": offer.is_traineeship,
        "for": "students" if offer.is_for_students else "staff",
        "levels": sorted(map(str, offer.levels)),
        "fields": list(offer.fields),
        "languages": [{"language": code, "level": level} for code, level in offer.languages],
        "people_per_year": offer.people,
        "months_each": float(offer.months) if offer.months is not None else None,
        "tuition_waived": offer.is_tuition_free,
        "has_places_this_round": "places" in rounds,
        "deadline_ahead": "deadline" in rounds,
        "terms": sorted(value for facet, value in offer.round_facts if facet == "term"),
    }


def feature(partner: Listed, offers: Iterable[Offer]) -> dict:
    """The same as GeoJSON; partners without a known place have no geometry, and are there all the same."""
    record = partner_record(partner, offers)
    del record["location"]
    point = {"type": "Point", "coordinates": [partner.point[1], partner.point[0]]} if partner.point else None
    return {"type": "Feature", "id": partner.pk, "geometry": point, "properties": record}


def as_json(head: dict, name: str, rows: Iterable[dict]) -> Iterator[str]:
    """``head`` with ``rows`` under ``name`` as its last member, written row by row."""
    yield json.dumps(head, ensure_ascii=False)[:-1] + f', "{name}": [\n'
    for number, row in enumerate(rows):
        yield (",\n" if number else "") + json.dumps(row, ensure_ascii=False)
    yield "\n]}\n"


def fingerprint(index: Index) -> str:
    """Another one whenever anything in the data is; the same in every process. Made once for each index."""
    global _fingerprint  # noqa: PLW0603 - one per process is the point
    if _fingerprint is None or _fingerprint[0] is not index:
        told = sha256()
        for partner in index.partners:
            told.update(json.dumps(partner_record(partner, partner.offers)).encode())
        _fingerprint = (index, told.hexdigest())
    return _fingerprint[1]
