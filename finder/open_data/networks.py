"""Networks and what their members give together as open data: the published columns, and nothing that is over."""

from collections import defaultdict
from collections.abc import Iterator

from finder import published
from finder.networks.names import address_name, slug_of
from finder.networks.offers import ShownOffer, shown_offers
from finder.open_data.addresses import in_each_language
from finder.web_links import web_link
from networks.models import Network, NetworkMembership
from partners.models import Institution

MEMBER_COLUMNS = ("network", "network_name", "name", "country", "role", "since", "until", "partner")
OFFER_COLUMNS = (
    "id", "network", "kind", "title", "ects", "language", "term", "starts_on", "ends_on", "apply_from", "apply_by",
    "link", "page", "partners",
)  # fmt: skip


def network_records() -> list[dict]:
    """Published networks that are not over, each with its members and counts. Four queries."""
    members, counts = defaultdict(list), defaultdict(list)
    known = known_partners()
    for row in published.network_members().for_list():
        members[row.network_id].append(member_record(row, known))
    for row in published.network_counts().order_by("network", "kind", "-counted_on"):
        told = {"what": row.kind, "number": row.number, "is_about": row.is_about, "precision": row.precision}
        counts[row.network_id].append(told | {"as_of": row.counted_on.isoformat()})
    networks = published.going_networks().order_by("name_en", "pk")
    return [network_record(each) | {"members": members[each.pk], "counts": counts[each.pk]} for each in networks]


def network_record(network: Network) -> dict:
    return {
        "id": network.pk,
        "kind": network.kind,
        "name": in_two(network.name_en, network.name_sv),
        "short_name": network.short_name,
        "description": in_two(network.description_en, network.description_sv),
        "website": web_link(network.website) or None,
        "starts_on": iso(network.starts_on),
        "ends_on": iso(network.ends_on),
        "funding": network.funding,
        "pages": in_each_language("finder:network", network.pk, slug_of(address_name(network))),
    }


def member_record(row: NetworkMembership, known: frozenset[int]) -> dict:
    told = {"role": row.role, "since": iso(row.since), "until": iso(row.until)}
    return institution_record(row.institution, known) | told


def institution_record(institution: Institution, known: frozenset[int]) -> dict:
    """``partner`` is the number under which it stands in the data of partners, where it does."""
    partner = institution.pk if institution.pk in known else None
    return {"name": institution.name, "country": institution.country_id, "partner": partner}


def offer_records() -> list[dict]:
    """Published joint offers that are not over. Three queries."""
    known = known_partners()
    return [offer_record(shown, known) for shown in shown_offers() if not shown.is_over]


def offer_record(shown: ShownOffer, known: frozenset[int]) -> dict:
    offer = shown.offer
    days = ("starts_on", "ends_on", "apply_from", "apply_by")
    return {
        "id": offer.pk,
        "network": offer.network_id,
        "kind": offer.kind,
        "title": in_two(offer.title_en, offer.title_sv),
        "description": in_two(offer.description_en, offer.description_sv),
        "ects": float(offer.ects) if offer.ects is not None else None,
        "language": offer.language_id,
        "term": offer.term,
        **{day: iso(getattr(offer, day)) for day in days},
        "link": shown.link or None,
        "pages": in_each_language("finder:joint_offer", offer.pk, slug_of(offer.title_en)),
        "partners": [
            institution_record(row.institution, known) | {"is_coordinator": row.is_coordinator}
            for row in shown.partners
        ],
    }


def member_rows() -> Iterator[dict]:
    """A row for each member of each network, by ``MEMBER_COLUMNS``."""
    for network in network_records():
        told = {"network": network["id"], "network_name": network["name"]["en"]}
        yield from (told | member for member in network["members"])


def offer_rows() -> Iterator[dict]:
    """A row for each offer, by ``OFFER_COLUMNS``."""
    for offer in offer_records():
        partners = [partner["name"] for partner in offer["partners"]]
        yield offer | {"title": offer["title"]["en"], "page": offer["pages"]["en"], "partners": partners}


def known_partners() -> frozenset[int]:
    return frozenset(published.institutions().values_list("pk", flat=True))


def in_two(english: str, swedish: str) -> dict[str, str]:
    return {"en": english, "sv": swedish or english}


def iso(day) -> str | None:
    return day.isoformat() if day else None
