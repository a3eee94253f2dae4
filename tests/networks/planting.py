"""A row of every kind of the networks room, for tests that look for its words where they must not be."""

from networks.models import (
    JointOffer,
    JointOfferPartner,
    Network,
    NetworkContact,
    NetworkCount,
    NetworkDocument,
    NetworkMembership,
)
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkContactFactory,
    NetworkCountFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)

NETWORKS = (Network, NetworkCount, NetworkMembership, NetworkContact, NetworkDocument, JointOffer)
NETWORKS_LEFT_OUT = {JointOfferPartner: "has no text; the offer and the partner are planted"}


def plant_networks(partner, person):
    """A network that is not published, with ``partner`` as a member and in an offer, and all there can be around it."""
    network = NetworkFactory()
    NetworkCountFactory(network=network)
    NetworkMembershipFactory(network=network, institution=partner)
    NetworkContactFactory(network=network, user=person)
    NetworkDocumentFactory(network=network)
    JointOfferPartnerFactory(offer=JointOfferFactory(network=network), institution=partner)
