"""Erasmus codes: three characters of country prefix, padded with blanks, then place and number ("S  KARLSKR01").

People write them as "S_KARLSKR01", "SKARLSKR01", with no-break spaces or in small letters; the
portal keeps one form. Codes outside the programme begin with three letters ("CHNBEIJING04").
"""

import csv
import re
from collections.abc import Container
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii

PREFIXES_FILE = Path(__file__).parent / "data" / "erasmus_prefixes.csv"
COUNTRIES_FILE = Path(__file__).parent / "data" / "countries.csv"

SEPARATED = re.compile(r"^([A-Z]{1,3})[ _]+([A-Z][A-Z' \-]*?) ?(\d{1,3})$")
JOINED = re.compile(r"^([A-Z][A-Z'\-]{2,}?)(\d{1,3})$")
LOCAL_TAIL = re.compile(r"(?<=\d)-[A-Z]+$")

LONGEST_PLACE = 7  # by the rule; the charter list has some longer ones
OLD_PREFIXES = {"CHI", "URU", "CAN", "BRA", "USA"}  # seen in registers beside the ISO codes
CLUSTERS = (
    "BL BR CH CL CR CZ DR DZ FL FR GD GH GL GN GR HR KH KL KN KR LJ PH PL PR RH "
    "SC SH SK SL SM SN SP ST SV SZ TH TR VR WR ZL ZW"
)
SPOKEN_BEGINNING = re.compile(rf"^(?:[AEIOUY]|[^AEIOUY][AEIOUY]|{'|'.join(CLUSTERS.split())}|ST-)")


def normalise(text: str, known: Container[str] = ()) -> str | None:
    """The code in its one form, or None when ``text`` is none.

    Without a separator a code can be read in several ways ("SKKOSICE02"); the first reading that is
    in ``known``, the codes that exist, wins, else the likeliest.
    """
    readings = possible_readings(text)
    return next((code for code in readings if code in known), readings[0] if readings else None)


def possible_readings(text: str) -> list[str]:
    """Every code that ``text`` may stand for, the likeliest first; empty for what is no code."""
    written = _clean(text)
    if match := SEPARATED.match(written):
        prefix, place, number = match.groups()
        return [_form(prefix, place, number)]
    if match := JOINED.match(written):
        return [_form(*reading) for reading in _split(*match.groups())]
    return []


def without_local_tail(text: str) -> str:
    """ "D_KARLSRU01-ECO" without what a register appends to tell its own rows apart."""
    return LOCAL_TAIL.sub("", _clean(text))


def prefix_of(code: str) -> str:
    """The letters before the place: "S" of "S  KARLSKR01"."""
    return code[:3].rstrip()


def display(code: str) -> str:
    """The code for a page: the padding would collapse in HTML, so it becomes no-break spaces."""
    return code.replace(" ", "\u00a0")


def _clean(text: str) -> str:
    return " ".join(anyascii(str(text)).upper().replace("_", " ").split())


def _form(prefix: str, place: str, number: str) -> str:
    return f"{prefix:<3}{place.replace(' ', '')}{number}"


def _split(letters: str, number: str) -> list[tuple[str, str, str]]:
    candidates = [
        (letters[:length], letters[length:], number)
        for length in (1, 2, 3)
        if letters[:length] in _prefixes() and len(letters) > length + 1
    ]
    return sorted(candidates, key=lambda candidate: _unlikeliness(*candidate[:2]))


def _unlikeliness(prefix: str, place: str) -> tuple:
    """Smaller is likelier: at most seven letters, a start one can speak, best a consonant; a place cut at seven."""
    return (
        len(place) > LONGEST_PLACE,
        not SPOKEN_BEGINNING.match(place),
        place[0] in "AEIOUY",
        len(place) != LONGEST_PLACE,
        -len(prefix),
    )


@lru_cache(maxsize=1)
def _prefixes() -> frozenset[str]:
    """Prefixes of the programme, and the three letters of every country outside it."""
    with PREFIXES_FILE.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["is_prefix"] == "yes"]
    inside = {row["country"] for row in rows}
    with COUNTRIES_FILE.open(encoding="utf-8", newline="") as lines:
        outside = {row["iso3"] for row in csv.DictReader(lines) if row["iso2"] not in inside}
    return frozenset({row["prefix"] for row in rows} | outside | OLD_PREFIXES)
