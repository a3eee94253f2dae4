"""Published networks as students read them: what each is, who belongs to it, what its members give together."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import ngettext

from core.eu_funding import EuFunding
from finder import published
from finder.cards import Card, card_of
from finder.index import Index
from finder.networks.names import address_of, funding_of, title_of
from finder.networks.offers import ShownOffer, Window, shown_offers, soonest_first
from finder.shelves import flat
from finder.web_links import host_of, web_link
from networks.enums import DayPrecision, MemberRole
from networks.models import Network, NetworkCount, NetworkMembership

SHOWN_DAY = {DayPrecision.DAY: "DATE_FORMAT", DayPrecision.MONTH: "F Y", DayPrecision.YEAR: "Y"}


@dataclass(frozen=True)
class ListedNetwork:
    """One network of the overview: how many members it has, in how many countries, and to how many one can go."""

    network: Network
    member_count: int
    country_count: int
    reachable_count: int
    open_count: int
    is_over: bool

    @property
    def title(self) -> str:
        return title_of(self.network)

    @property
    def url(self) -> str:
        return address_of(self.network)


@dataclass(frozen=True)
class Counted:
    """A number somebody gave of the network, with the day as exactly as it is known."""

    what: str
    number: str
    as_of: str


@dataclass(frozen=True)
class NetworkPage:
    """``cards``: members one can go to now; ``others``: the rest, ours not among them; ``ours``: our own membership."""

    network: Network
    memberships: list[NetworkMembership]
    cards: list[Card]
    others: list[NetworkMembership]
    with_page: frozenset[int]
    counts: list[Counted]
    offers: list[ShownOffer]
    held: list[ShownOffer]
    on: date

    @property
    def title(self) -> str:
        return title_of(self.network)

    @property
    def is_over(self) -> bool:
        return self.network.ends_on is not None and self.network.ends_on < self.on

    @property
    def ours(self) -> NetworkMembership | None:
        return next((row for row in self.memberships if row.institution.is_home), None)

    @property
    def leaders(self) -> list[NetworkMembership]:
        return [row for row in self.memberships if row.role in MemberRole.leading]

    @property
    def country_count(self) -> int:
        return len({row.institution.country_id for row in self.memberships})

    @property
    def size(self) -> str:
        """ "European university alliance · 10 members · 9 countries"."""
        members, countries = len(self.memberships), self.country_count
        parts = [self.network.get_kind_display()]
        if members and not self.is_over:
            parts.append(ngettext("%d member", "%d members", members) % members)
            parts.append(ngettext("%d country", "%d countries", countries) % countries)
        return " · ".join(parts)

    @property
    def website_url(self) -> str:
        return web_link(self.network.website)

    @property
    def website(self) -> str:
        return host_of(self.network.website)

    @property
    def funding(self) -> EuFunding | None:
        return funding_of(self.network)


def listed_networks(index: Index, offers: list[ShownOffer], on: date | None = None) -> list[ListedNetwork]:
    """Every published network, those that go on first, the one with most partners of ours at the top. Two queries."""
    on = on or timezone.localdate()
    reachable = index.count_each("network", index.everything)
    opened = Counter(one.offer.network_id for one in offers if one.window is Window.OPEN)
    members = _member_counts(on)
    listed = [
        ListedNetwork(
            network,
            *members.get(network.pk, (0, 0)),
            reachable.get(str(network.pk), 0),
            opened[network.pk],
            network.ends_on is not None and network.ends_on < on,
        )
        for network in published.networks()
    ]
    return sorted(listed, key=lambda one: (one.is_over, -one.reachable_count, one.title.casefold()))


def _member_counts(on: date) -> dict[int, tuple[int, int]]:
    """Network → how many members it has, of how many countries."""
    rows = published.network_members(on).order_by().values("network")
    rows = rows.annotate(members=Count("pk"), countries=Count("institution__country", distinct=True))
    return {row["network"]: (row["members"], row["countries"]) for row in rows}


def network_page(network: Network, index: Index, on: date | None = None) -> NetworkPage:
    """What the page of a published network shows, in a constant number of queries."""
    on = on or timezone.localdate()
    members = members_of(network, on)
    there = reachable_members(network, index)
    others = [row for row in members if row.institution_id not in there and not row.institution.is_home]
    keys = [row.institution_id for row in others]
    offers = shown_offers(on, network=network)
    return NetworkPage(
        network=network,
        memberships=members,
        cards=list(there.values()),
        others=others,
        with_page=frozenset(published.institutions().filter(pk__in=keys).values_list("pk", flat=True)),
        counts=_counts(network),
        offers=soonest_first(one for one in offers if not one.is_over),
        held=[one for one in offers if one.is_over],
        on=on,
    )


def members_of(network: Network, on: date | None = None) -> list[NetworkMembership]:
    """Who belongs to it on the day; of a network that is over, who did at its end."""
    on = on or timezone.localdate()
    on = min(on, network.ends_on) if network.ends_on else on
    return list(published.network_members(on).filter(network=network).for_list())


def reachable_members(network: Network, index: Index) -> dict[int, Card]:
    """Key of each member one can go to → its card."""
    found = flat(index.having("network", [str(network.pk)]))
    partners = [partner for _number, partner in index.partners_in(found)]
    return {partner.pk: card_of(partner, list(partner.offers), index.words) for partner in partners}


def _counts(network: Network) -> list[Counted]:
    """The newest number of each kind."""
    newest: dict[str, NetworkCount] = {}
    for row in published.network_counts().filter(network=network).order_by("kind", "-counted_on", "pk"):
        newest.setdefault(row.kind, row)
    return [
        Counted(
            row.get_kind_display(),
            ("≈ " if row.is_about else "") + number_format(row.number, force_grouping=True),
            date_format(row.counted_on, SHOWN_DAY[DayPrecision(row.precision)]),
        )
        for row in newest.values()
    ]
