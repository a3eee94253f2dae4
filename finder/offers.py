"""Where somebody can go: each published partner with what its agreements offer, read in a few queries."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from agreements.enums import AgreementKind, MobilityKind
from agreements.models import Condition, ConditionField, ConditionLanguage
from finder import published
from finder.enums import BIP, ICM, LEVEL_OF_EQF, Level
from finder.listed import Listed, Offer
from finder.rounds import NO_ROUND, PlacesNow, RoundFacts
from mobility.bips.enums import BipRole
from mobility.models import BipPartner
from partners.enums import InstitutionKind
from partners.models import Alias, Institution
from reference.distances import great_circle_km
from reference.enums import ProgrammeStatus
from reference.models import CountryStatus


def listed_partners(
    on: date | None = None, round_facts: RoundFacts = NO_ROUND, places: Mapping[int, PlacesNow] | None = None
) -> list[Listed]:
    """Every partner with a way out, by name. A constant number of queries."""
    offers = _offers_of_institutions(on, round_facts)
    home, places = _home_point(), places or {}
    institutions = published.open_institutions(on).only(
        "name", "native_name", "kind", "city", "country", "latitude", "longitude", "sort_key"
    )
    other_names, networks = _aliases(), _networks(on)
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
            km=_km(home, point_of(institution)),
            now=places.get(institution.pk),
            networks=tuple(networks[institution.pk]),
        )
        for institution in institutions.order_by("sort_key", "pk")
        if institution.pk in offers
    ]


def point_of(institution) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, where both are known."""
    if institution.latitude is None or institution.longitude is None:
        return None
    return float(institution.latitude), float(institution.longitude)


def _home_point() -> tuple[float, float] | None:
    home = Institution.objects.filter(erasmus_code=settings.HOME_INSTITUTION).only("latitude", "longitude").first()
    return point_of(home) if home else None


def _km(one: tuple[float, float] | None, other: tuple[float, float] | None) -> int | None:
    return round(great_circle_km(*one, *other)) if one and other else None


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
    outgoing = published.outgoing(published.conditions(usable, on))
    for institution, offer in _conditions_as_offers(outgoing, round_facts, _worldwide(on)):
        offers[institution].append(offer)
    # Never "not in": that is read anew for every agreement once the keys are too many for the database's memory.
    is_silent = ~Exists(Condition.objects.filter(agreement=OuterRef("pk")))
    silent = published.parties(usable.filter(is_silent))
    for institution, *terms in silent.values_list("institution", "agreement__kind", "agreement__tuition_waived"):
        offers[institution].append(_offer(*terms))
    for institution, offer in _intensive_programmes(on):
        offers[institution].append(offer)
    return offers


def _intensive_programmes(on):
    """Those of partners that are still to come: a way to go without an agreement that says so."""
    coming = published.bips().to_come(on or timezone.localdate())
    hosts = BipPartner.objects.filter(bip__in=coming, role__in=BipRole.receives)
    hosts = hosts.exclude(institution__erasmus_code=settings.HOME_INSTITUTION)
    columns = ("is_for_students", "isced_field", "language")
    rows = hosts.order_by("pk").values_list("institution", *(f"bip__{column}" for column in columns))
    for institution, is_for_students, field, language in rows:
        yield (
            institution,
            Offer(
                programme=BIP,
                levels=frozenset() if is_for_students else frozenset({Level.STAFF}),
                fields=(field,) if field else (),
                languages=((language, ""),) if language else (),
                is_for_students=is_for_students,
            ),
        )


def _worldwide(on) -> frozenset[str]:
    """Countries to which Erasmus+ leads only as international mobility: no programme country in the call of today."""
    call = (on or timezone.localdate()).year
    inside = CountryStatus.objects.in_call(call).filter(status__in=ProgrammeStatus.programme_countries)
    known = CountryStatus.objects.in_call(call)
    return frozenset(known.values_list("country", flat=True)) - frozenset(inside.values_list("country", flat=True))


def _conditions_as_offers(outgoing, round_facts: RoundFacts, worldwide: frozenset[str]):
    fields = _gathered(ConditionField, outgoing, "isced_field")
    languages = _gathered(ConditionLanguage, outgoing, "language", "level")
    terms = ("agreement__kind", "agreement__tuition_waived")
    columns = ("kind", "eqf_levels", "people_per_year", "total_months")
    rows = outgoing.order_by("pk").values_list("pk", "receiver", "receiver__country", *terms, *columns)
    for pk, receiver, country, programme, waived, kind, eqf_levels, people, months in rows:
        codes = tuple(code for (code,) in fields.get(pk, ()))
        spoken = tuple(languages.get(pk, ()))
        facts = round_facts.get(pk, frozenset())
        called = ICM if programme == AgreementKind.ERASMUS and country in worldwide else programme
        yield receiver, _offer(called, waived, kind, tuple(eqf_levels), codes, spoken, people, months, facts)


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
        is_traineeship=kind == MobilityKind.STUDENT_TRAINEESHIP,
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


def _networks(on) -> dict[int, list[str]]:
    """Institution → the published networks it is a member of and that are not over, by their keys."""
    found: dict[int, list[str]] = defaultdict(list)
    members = published.network_members(on).filter(network__in=published.going_networks(on))
    for institution, network in members.order_by("network").values_list("institution", "network"):
        found[institution].append(str(network))
    return found
