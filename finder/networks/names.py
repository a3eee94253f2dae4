"""What a network is called in addresses and sentences, and whether the Union pays for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from core.eu_funding import EuFunding, is_of_the_union
from core.search_text import fold
from finder.index import Index
from finder.words import with_short_name
from networks.models import JointOffer, Network
from partners.models import Institution

LONGEST_SLUG = 60


@dataclass(frozen=True)
class NetworkLink:
    title: str
    url: str


def slug_of(title: str) -> str:
    """The readable part of an address; the number before it alone decides."""
    return slugify(fold(title))[:LONGEST_SLUG].strip("-") or "x"


def address_of(network: Network) -> str:
    return _address(network.pk, address_name(network))


def networks_of(partner: Institution, index: Index) -> list[NetworkLink]:
    """The networks of a partner one can go to, by their names. Nothing is read: the index knows them."""
    listed = next((one for one in index.partners if one.pk == partner.pk), None)
    links = [
        NetworkLink(index.words.name("network", key), _address(int(key), index.words.networks[key][0]))
        for key in (listed.networks if listed else ())
    ]
    return sorted(links, key=lambda link: fold(link.title))


def _address(pk: int, english: str) -> str:
    return reverse("finder:network", args=[pk, slug_of(english)])


def address_of_offer(offer: JointOffer) -> str:
    return reverse("finder:joint_offer", args=[offer.pk, slug_of(offer.title_en)])


def address_name(network: Network) -> str:
    """What the readable part of its address is made of."""
    return with_short_name(network.name_en, network.short_name)


def title_of(network: Network) -> str:
    """ "Baltic University Programme (BUP)" in the reader's language."""
    return with_short_name(network.name, network.short_name)


def funding_of(network: Network) -> EuFunding | None:
    """What says that the Union pays, where a programme of it does (LG-03)."""
    return EuFunding() if is_of_the_union(network.funding) else None
