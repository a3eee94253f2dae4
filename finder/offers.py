"""Where somebody can go: each published partner with what its agreements offer, read in a few queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import Exists, OuterRef

from agreements.models import Condition, ConditionField, ConditionLanguage
from finder import published
from finder.enums import LEVEL_OF_EQF, Level
from finder.rounds import NO_ROUND, RoundFacts
from partners.enums import InstitutionKind
from partners.models import Alias


@dataclass(frozen=True, slots=True)
class Offer:
    """One way out: a condition under which our people go, or an agreement that states none yet.

    ``months`` is how long each person stays, where numbers and months are both agreed. ``fields`` are
    detailed ISCED-F codes, ``languages`` pairs of code and CEFR level (may be empty). ``round_facts`` are the
    ``ROUND_FACTS`` that hold for it.
    """

    programme: str
    levels: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    people: int | None = None
    months: Decimal | None = None
    is_for_students: bool = True
    is_tuition_free: bool = False
    round_facts: frozenset[str] = frozenset()

    @property
    def broad_fields(self) -> frozenset[str]:
        return frozenset(code[:2] for code in self.fields)


@dataclass(frozen=True, slots=True)
class Listed:
    """A partner as the list and the map show it. ``point`` is (latitude, longitude) in degrees."""

    pk: int
    name: str
    slug: str
    city: str
    country: str
    point: tuple[float, float] | None
    is_university: bool
    other_names: tuple[str, ...]
    offers: tuple[Offer, ...]


def listed_partners(on: date | None = None, round_facts: RoundFacts = NO_ROUND) -> list[Listed]:
    """Every partner with a way out, by name. A constant number of queries."""
    offers = _offers_of_institutions(on, round_facts)
    institutions = published.open_institutions(on).only(
        "name", "native_name", "kind", "city", "country", "latitude", "longitude", "sort_key"
    )
    other_names = _aliases()
    return [
        Listed(
            pk=institution.pk,
            name=institution.name,
            slug=institution.slug,
            city=institution.city,
            country=institution.country_id,
            point=point_of(institution),
            is_university=institution.kind == InstitutionKind.HIGHER_EDUCATION,
            other_names=(institution.native_name, *other_names[institution.pk]),
            offers=tuple(offers[institution.pk]),
        )
        for institution in institutions.order_by("sort_key", "pk")
        if institution.pk in offers
    ]


def point_of(institution) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, where both are known."""
    if institution.latitude is None or institution.longitude is None:
        return None
    return float(institution.latitude), float(institution.longitude)


def months_each(total: Decimal | None, people: int | None) -> Decimal | None:
    """How long one person stays when ``total`` months are shared by ``people``."""
    return (total / people).quantize(Decimal("0.1")) if total and people else None


def levels_of(kind: str, eqf_levels) -> frozenset[str]:
    """Who goes: the levels of study a condition names, or staff."""
    if not published.is_for_students(kind):
        return frozenset({Level.STAFF})
    return frozenset(LEVEL_OF_EQF[level] for level in eqf_levels if level in LEVEL_OF_EQF)


def _offers_of_institutions(on, round_facts: RoundFacts) -> dict[int, list[Offer]]:
    """Institution → its offers. An agreement without any condition is an offer that says no more than its kind."""
    usable = published.open_agreements(on)
    offers: dict[int, list[Offer]] = defaultdict(list)
    for institution, offer in _conditions_as_offers(published.outgoing(published.conditions(usable, on)), round_facts):
        offers[institution].append(offer)
    # Never "not in": that is read anew for every agreement once the keys are too many for the database's memory.
    is_silent = ~Exists(Condition.objects.filter(agreement=OuterRef("pk")))
    silent = published.parties(usable.filter(is_silent))
    for institution, *terms in silent.values_list("institution", "agreement__kind", "agreement__tuition_waived"):
        offers[institution].append(_offer(*terms))
    return offers


def _conditions_as_offers(outgoing, round_facts: RoundFacts):
    fields = _gathered(ConditionField, outgoing, "isced_field")
    languages = _gathered(ConditionLanguage, outgoing, "language", "level")
    terms = ("agreement__kind", "agreement__tuition_waived")
    columns = ("kind", "eqf_levels", "people_per_year", "total_months")
    rows = outgoing.order_by("pk").values_list("pk", "receiver", *terms, *columns)
    for pk, receiver, programme, waived, kind, eqf_levels, people, months in rows:
        codes = tuple(code for (code,) in fields.get(pk, ()))
        spoken = tuple(languages.get(pk, ()))
        facts = round_facts.get(pk, frozenset())
        yield receiver, _offer(programme, waived, kind, tuple(eqf_levels), codes, spoken, people, months, facts)


@lru_cache(maxsize=20_000)  # many conditions say the same: one object for all of them
def _offer(  # noqa: PLR0917 - a row
    programme, waived, kind="", eqf_levels=(), fields=(), languages=(), people=None, months=None, facts=frozenset()
):
    return Offer(
        programme=programme,
        levels=levels_of(kind, eqf_levels) if kind else frozenset(),
        fields=fields,
        languages=languages,
        people=people,
        months=months_each(months, people),
        is_for_students=not kind or published.is_for_students(kind),
        is_tuition_free=bool(waived),
        round_facts=facts,
    )


def _gathered(model, conditions, *columns) -> dict[int, list[tuple]]:
    """Condition → the rows of ``model`` that belong to it, as tuples of ``columns``."""
    rows: dict[int, list[tuple]] = {}
    found = model.objects.filter(condition__in=conditions).order_by("condition", *columns)
    for condition, *values in found.values_list("condition", *columns):
        rows.setdefault(condition, []).append(tuple(values))
    return rows


def _aliases() -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    known = Alias.objects.filter(institution__in=published.open_institutions())
    for institution, name in known.values_list("institution", "name"):
        names[institution].append(name)
    return names
