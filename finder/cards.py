"""A partner as one card of the list: who, where, what, how long, how many."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from agreements.enums import AgreementKind
from core.templatetags.portal import number, relative_date
from finder.enums import PROGRAMMES
from finder.listed import Listed, Offer
from finder.rounds import PlacesNow
from finder.words import Words

T = TypeVar("T")
MOST_FIELDS = 4
ONE_SEMESTER = (Decimal(4), Decimal(6))
ONE_YEAR = (Decimal(9), Decimal(12))


@dataclass(frozen=True)
class Card:
    """``sentence``: programme and length. ``places``: how many people may go a year, where that is agreed.

    ``now``: what is left in the round that closes first; ``km``: the way from home.
    """

    pk: int
    name: str
    url: str
    place: str
    sentence: str
    tags: list[str]
    places: int | None
    staff_places: int | None
    now: PlacesNow | None = None
    km: int | None = None

    @property
    def has_places(self) -> bool:
        return self.now is not None or self.places is not None or self.staff_places is not None

    @property
    def left(self) -> str:
        """How many of the round's places are left."""
        if not self.now or not self.now.left:
            return _("none left")
        return ngettext("%(left)s left", "%(left)s left", self.now.left) % {"left": self.now.left}

    @property
    def closing(self) -> str:
        return _("closes %(span)s") % {"span": relative_date(self.now.closes_at)} if self.now else ""

    @property
    def places_agreed(self) -> str:
        places = self.places or 0
        return ngettext("%(places)s place", "%(places)s places", places) % {"places": places}

    @property
    def staff_agreed(self) -> str:
        places = self.staff_places or 0
        return ngettext("%(places)s for staff", "%(places)s for staff", places) % {"places": places}

    @property
    def distance(self) -> str:
        return _("%(km)s km from us") % {"km": number(self.km)}


def card_of(partner: Listed, offers: list[Offer], words: Words) -> Card:
    """The card of the ``offers`` that were asked for; what the partner offers to others is left out."""
    students = [offer for offer in offers if offer.is_for_students]
    return Card(
        pk=partner.pk,
        name=partner.name,
        url=address_of(partner.pk, partner.slug),
        place=place_of(partner, words),
        sentence=" · ".join([*_programmes(offers), *lengths_of(offers)]),
        tags=_tags(offers, words),
        places=_sum(offer.people for offer in students),
        staff_places=_sum(offer.people for offer in offers if not offer.is_for_students),
        now=partner.now if students else None,
        km=partner.km,
    )


def address_of(pk: int, slug: str) -> str:
    return _address(pk, slug, get_language())


@lru_cache(maxsize=16384)  # every partner in two languages
def _address(pk: int, slug: str, language: str | None) -> str:
    return reverse("finder:institution_detail", args=[pk, slug])


def place_of(partner: Listed, words: Words) -> str:
    return ", ".join(part for part in (partner.city, words.name("country", partner.country)) if part)


def length_of(months: Decimal) -> str:
    """Months as students say them: "one semester", "a year", else the number."""
    if ONE_SEMESTER[0] <= months <= ONE_SEMESTER[1]:
        return _("one semester")
    if ONE_YEAR[0] <= months <= ONE_YEAR[1]:
        return _("one year")
    shown = number_format(months.normalize() if months % 1 else int(months))
    return ngettext("%(count)s month", "%(count)s months", int(months)) % {"count": shown}


def lengths_of(offers: Iterable[Offer]) -> list[str]:
    """The lengths of stay of ``offers``, shortest first."""
    return _distinct(length_of(months) for months in sorted({offer.months for offer in offers if offer.months}))


def language_words(languages: Iterable[tuple[str, str]], words: Words) -> list[str]:
    """ "English B2" for each language and level."""
    faces = words.faces("language")
    return [f"{faces[code].label} {level}".strip() for code, level in languages]


def _programmes(offers: list[Offer]) -> list[str]:
    """What the offers are part of; a memorandum is named only where nothing more exact is agreed."""
    kinds = _distinct(offer.programme for offer in offers)
    exact = [kind for kind in kinds if kind not in AgreementKind.frameworks]
    return [str(PROGRAMMES[kind]) for kind in exact or kinds]


def _tags(offers: list[Offer], words: Words) -> list[str]:
    faces = words.faces("field")
    fields = sorted({faces[code].label for offer in offers for code in offer.broad_fields})
    tags = fields[:MOST_FIELDS]
    if len(fields) > MOST_FIELDS:
        rest = len(fields) - MOST_FIELDS
        tags.append(ngettext("%(count)d more field", "%(count)d more fields", rest) % {"count": rest})
    tags += language_words(_distinct(one for offer in offers for one in offer.languages), words)
    if offers and all(offer.is_tuition_free for offer in offers):
        tags.append(_("no tuition fee"))
    return tags


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum of the known numbers; None when none is known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def _distinct(things: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(things))
