"""Every write to joint offers."""

from collections.abc import Iterable

from django.db import transaction

from core import history
from core.search_text import fold_all
from networks.models import JointOffer, JointOfferPartner, Network
from networks.querysets import CHANGE
from networks.services.networks import require_change
from partners.models import Institution


@transaction.atomic
def add_offer(network: Network, *, actor, partners: Iterable[Institution] = (), **fields) -> JointOffer:
    """A new edition of an offer; the first of ``partners`` coordinates it. Raises ``ValidationError``."""
    require_change(actor)
    offer = JointOffer(network=network, **fields)
    offer.search_text = fold_all(offer.title_en, offer.title_sv, network.name_en, network.short_name)
    offer.full_clean()
    with history.action("network.offer", actor=actor, right=CHANGE):
        offer.save()
        for position, institution in enumerate(partners):
            JointOfferPartner.objects.create(offer=offer, institution=institution, is_coordinator=position == 0)
    return offer
