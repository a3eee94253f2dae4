"""What is asked of the index of similar institutions, what it holds, and what it answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from partners.likeness import Surroundings
from partners.name_meaning import Meaning, place_words, read_name
from partners.similar_reasons import Reason
from partners.websites import host_of


@dataclass(frozen=True)
class Asked:
    """What somebody knows of an institution; all but ``names`` may be left out. ``besides``: not these."""

    names: tuple[str, ...] = ()
    country: str = ""
    city: str = ""
    codes: tuple[str, ...] = ()
    website: str = ""
    besides: frozenset[int] = frozenset()
    only_in_country: bool = False


@dataclass(frozen=True)
class Similar:
    """One that may be meant: ``score`` from 0 to 100, with the reasons, the strongest first."""

    institution_id: int
    score: int
    reasons: tuple[Reason, ...]


@dataclass(slots=True)
class Known:
    """An institution as the index holds it; ``names`` are its name and its other ones, read, in this order."""

    pk: int
    country: str
    names: tuple[tuple[str, Meaning], ...]
    around: Surroundings
    codes: tuple[str, ...] = ()
    host: str = ""


def known_institution(
    pk: int, country: str, names: Iterable[str], *, city: str = "", codes: Iterable[str] = (), website: str = ""
) -> Known:
    """What the index holds of an institution with these facts."""
    read: dict[str, tuple[str, Meaning]] = {}
    for name in filter(None, names):
        meaning = read_name(name)
        read.setdefault(meaning.folded, (name, meaning))
    initials = frozenset(acronym for _name, meaning in read.values() for acronym in meaning.initials)
    around = Surroundings(place_words(city), initials)
    return Known(pk, country, tuple(read.values()), around, tuple(filter(None, codes)), host_of(website))
