"""The partners of a kept list, each as the card of the list it was kept from."""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.cards import Card, address_of, card_of
from finder.index import Index
from partners.models import Institution


@dataclass(frozen=True)
class Entry:
    """One partner that was kept. ``card`` is None where nobody can be sent at present."""

    partner: Institution
    url: str
    card: Card | None

    @property
    def cards(self) -> list[Card]:
        return [self.card] if self.card else []


def entries_of(partners: Iterable[Institution], index: Index) -> list[Entry]:
    """In the order of the address, with all that each partner offers."""
    wanted = {partner.pk for partner in partners}
    listed = {one.pk: one for one in index.partners if one.pk in wanted}
    cards = {pk: card_of(one, list(one.offers), index.words) for pk, one in listed.items()}
    return [Entry(each, address_of(each.pk, each.slug), cards.get(each.pk)) for each in partners]
