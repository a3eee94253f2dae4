"""What members of a network give together, as students read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.eu_funding import EuFunding
from finder import published
from finder.networks.names import address_of, address_of_offer, funding_of, title_of
from finder.web_links import web_link
from networks.models import JointOffer, JointOfferPartner
from partners.models import Institution


class Window(Enum):
    """Whether one can apply: word and colour of the pill."""

    OPEN = _("Open now"), "ok"
    AHEAD = _("Opens later"), "rev"
    CLOSED = _("Closed for applications"), "off"
    UNSTATED = "", ""

    @property
    def label(self) -> str:
        return str(self.value[0])

    @property
    def tone(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class ShownOffer:
    """A published joint offer on the day ``on``, with who gives it, its coordinator first."""

    offer: JointOffer
    partners: tuple[JointOfferPartner, ...]
    on: date

    @property
    def url(self) -> str:
        return address_of_offer(self.offer)

    @property
    def is_over(self) -> bool:
        """As ``JointOfferQuerySet.not_over`` has it."""
        last = self.offer.ends_on or self.offer.apply_by
        return last is not None and last < self.on

    @property
    def window(self) -> Window:
        """Without a last day to apply, only a held offer is known to be closed."""
        opens, closes = self.offer.apply_from, self.offer.apply_by
        if self.is_over or (closes and closes < self.on):
            return Window.CLOSED
        if opens and opens > self.on:
            return Window.AHEAD
        return Window.OPEN if opens or closes else Window.UNSTATED

    @property
    def days_left(self) -> int | None:
        """Until the last day to apply, 0 on that day; None while one cannot apply or no day is set."""
        if self.window is not Window.OPEN or self.offer.apply_by is None:
            return None
        return (self.offer.apply_by - self.on).days

    @property
    def opens_on(self) -> date | None:
        """The first day to apply, while it is to come."""
        return self.offer.apply_from if self.window is Window.AHEAD else None

    @property
    def link(self) -> str:
        return web_link(self.offer.link)

    @property
    def network_title(self) -> str:
        return title_of(self.offer.network)

    @property
    def network_url(self) -> str:
        return address_of(self.offer.network)

    @property
    def funding(self) -> EuFunding | None:
        return funding_of(self.offer.network)


def shown_offers(on: date | None = None, **of) -> list[ShownOffer]:
    """Every published joint offer, or those ``of`` a network. Two queries."""
    return _shown(published.joint_offers().filter(**of), on)


def shown_offer(pk: int, on: date | None = None) -> ShownOffer | None:
    return next(iter(shown_offers(on, pk=pk)), None)


def offers_at(partner: Institution, most: int, on: date | None = None) -> list[ShownOffer]:
    """What ``partner`` gives together with others and is not over, what closes first at the top."""
    return soonest_first(_shown(published.joint_offers_of(partner, on), on))[:most]


def soonest_first(offers: Iterable[ShownOffer]) -> list[ShownOffer]:
    """What one can apply for, the first to close at the top; then what opens later, and what is closed or unstated."""
    order = (Window.OPEN, Window.AHEAD, Window.UNSTATED, Window.CLOSED)
    return sorted(offers, key=lambda one: (order.index(one.window), _next_day(one), one.offer.pk))


def _next_day(shown: ShownOffer) -> date:
    offer = shown.offer
    return (offer.apply_from if shown.window is Window.AHEAD else offer.apply_by) or offer.starts_on or date.max


def _shown(offers, on: date | None) -> list[ShownOffer]:
    columns = published.PUBLIC_COLUMNS["networks.JointOffer"]
    network = [f"network__{column}" for column in published.PUBLIC_COLUMNS["networks.Network"]]
    rows = offers.select_related("network", "language")
    rows = rows.only(*columns, *network, "language__name_en", "language__name_sv")
    rows = rows.prefetch_related(Prefetch("partners", JointOfferPartner.objects.select_related("institution__country")))
    day = on or timezone.localdate()
    return [ShownOffer(offer, tuple(offer.partners.all()), day) for offer in rows]
