"""Choices inside choices: fields from broad to detailed, languages with the level one has, bilateral ways by paper.

A field or language inside another begins with it: "06", "061", "0613"; "en", "en-B2".
"""

from collections.abc import Collection, Iterable, Iterator

from finder.enums import BILATERAL, BILATERAL_KINDS
from reference.enums import CefrLevel

NESTED = ("field", "language", "programme")
BROAD, DETAILED = 2, 4  # digits of ISCED-F
CEFR = list(CefrLevel)


def broad_to_detailed(codes: Iterable[str]) -> Iterator[str]:
    """Each field with the fields it lies in."""
    return (code[:digits] for code in codes for digits in range(BROAD, len(code) + 1))


def spoken_well_enough(languages: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Each language of an offer, and with every level that somebody can have to be let in."""
    for code, asked in languages:
        yield code
        enough = CEFR[CEFR.index(CefrLevel(asked)) :] if asked in CEFR else CEFR
        yield from (f"{code}-{level}" for level in enough)


def parent_of(facet: str, value: str) -> str:
    """The choice around ``value``; "" for one that stands at the top."""
    if facet == "programme":
        return BILATERAL if value in BILATERAL_KINDS else ""
    if facet == "language":
        return value.partition("-")[0] if "-" in value else ""
    return value[:-1] if facet == "field" and value[:1].isdigit() and len(value) > BROAD else ""


def around(facet: str, value: str) -> Iterator[str]:
    """Every choice around ``value``, the nearest first."""
    while value := parent_of(facet, value):
        yield value


def narrowed(facet: str, values: Collection[str]) -> tuple[str, ...]:
    """``values`` without those inside which another is chosen: who ticks Computing and then Databases means these."""
    outer = {one for value in values for one in around(facet, value)}
    return tuple(value for value in values if value not in outer)


def is_nested_value(facet: str, value: str, known: Collection[str]) -> bool:
    """Whether a value of the address can be: a field of two digits or more, a language with a level."""
    if facet == "programme":
        return value in known
    if facet == "field":
        return value in known and BROAD <= len(value) <= DETAILED
    code, dash, level = value.partition("-")
    return code in known and (not dash or level in CEFR)
