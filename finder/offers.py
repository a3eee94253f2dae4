"""Where somebody can go: each published partner with what its agreements offer, read in a few queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.models import Condition, ConditionField, ConditionLanguage
from finder import published
from finder.enums import LEVEL_OF_EQF, Level
from partners.enums import InstitutionKind
from partners.models import Alias


@dataclass(frozen=True)
class Offer:
    """One way out: a condition under which our people go, or an agreement that states none yet.

    ``months`` is how long each person stays, where numbers and months are both agreed. ``fields`` are
    detailed ISCED-F codes, ``languages`` pairs of code and CEFR level (may be empty).
    """

    programme: str
    levels: frozenset[str] = frozenset()
    fields: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    people: int | None = None
    months: Decimal | None = None
    is_for_students: bool = True
    is_tuition_free: bool = False

    @property
    def broad_fields(self) -> frozenset[str]:
        return frozenset(code[:2] for code in self.fields)


@dataclass(frozen=True)
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


def listed_partners(on: date | None = None) -> list[Listed]:
    """Every partner with a way out, by name. A constant number of queries."""
    offers = _offers_of_institutions(on)
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


def _offers_of_institutions(on) -> dict[int, list[Offer]]:
    """Institution → its offers. An agreement without any condition is an offer that says no more than its kind."""
    usable = published.open_agreements(on)
    kinds = {pk: (kind, bool(waived)) for pk, kind, waived in usable.values_list("pk", "kind", "tuition_waived")}
    offers: dict[int, list[Offer]] = defaultdict(list)
    outgoing = published.outgoing(published.conditions(usable, on))
    for institution, offer in _conditions_as_offers(outgoing, kinds):
        offers[institution].append(offer)
    silent = usable.exclude(pk__in=Condition.objects.values("agreement"))
    for agreement, institution in published.parties(silent).values_list("agreement", "institution"):
        kind, is_tuition_free = kinds[agreement]
        offers[institution].append(Offer(programme=kind, is_tuition_free=is_tuition_free))
    return offers


def _conditions_as_offers(outgoing, kinds: dict[int, tuple[str, bool]]):
    fields = _gathered(ConditionField, outgoing, "isced_field")
    languages = _gathered(ConditionLanguage, outgoing, "language", "level")
    columns = ("pk", "agreement", "receiver", "kind", "eqf_levels", "people_per_year", "total_months")
    for pk, agreement, receiver, kind, eqf_levels, people, months in outgoing.values_list(*columns):
        programme, is_tuition_free = kinds[agreement]
        yield (
            receiver,
            Offer(
                programme=programme,
                levels=levels_of(kind, eqf_levels),
                fields=tuple(code for (code,) in fields[pk]),
                languages=tuple(languages[pk]),
                people=people,
                months=months_each(months, people),
                is_for_students=published.is_for_students(kind),
                is_tuition_free=is_tuition_free,
            ),
        )


def _gathered(model, conditions, *columns) -> dict[int, list[tuple]]:
    """Condition → the rows of ``model`` that belong to it, as tuples of ``columns``."""
    rows: dict[int, list[tuple]] = defaultdict(list)
    for condition, *values in model.objects.filter(condition__in=conditions).values_list("condition", *columns):
        rows[condition].append(tuple(values))
    return rows


def _aliases() -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    known = Alias.objects.filter(institution__in=published.open_institutions())
    for institution, name in known.values_list("institution", "name"):
        names[institution].append(name)
    return names
