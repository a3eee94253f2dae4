"""What rooms show beside the dates of a desk: what lies with partners, and what a person has begun."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Waiting:
    """Something that lies with a partner, or that the person has begun. ``since`` is a day or None."""

    title: str
    text: str
    url: str
    since: date | None = None


_at_partners: list[Callable[[object], list[Waiting]]] = []
_lists_at_partners: list[tuple[str, str | Promise]] = []


def register_at_partners(ask: Callable[[object], list[Waiting]], url_name: str = "", label: str | Promise = ""):
    """A room says what of ``user``'s lies with a partner, and which page lists it all."""
    _at_partners.append(ask)
    if url_name:
        _lists_at_partners.append((url_name, label))


def lists_at_partners() -> list[dict]:
    """The pages that list everything that lies with partners: ``{"url", "label"}``."""
    return [{"url": reverse(url_name), "label": label} for url_name, label in _lists_at_partners]


def at_partners_for(user) -> list[Waiting]:
    """What lies with partners, the longest first."""
    waiting = [item for ask in _at_partners for item in ask(user)]
    return sorted(waiting, key=lambda item: item.since or date.max)


_begun: list[Callable[[object], list[Waiting]]] = []


def register_begun(ask: Callable[[object], list[Waiting]]):
    """A room says what ``user`` has begun and not finished."""
    _begun.append(ask)


def begun_by(user) -> list[Waiting]:
    """What the person has begun, the latest first."""
    begun = [item for ask in _begun for item in ask(user)]
    return sorted(begun, key=lambda item: item.since or date.min, reverse=True)
