from networks.models.documents import NetworkDocument
from networks.models.memberships import NetworkContact, NetworkMembership
from networks.models.networks import Network, NetworkCount
from networks.models.offers import JointOffer, JointOfferPartner

__all__ = [
    "JointOffer",
    "JointOfferPartner",
    "Network",
    "NetworkContact",
    "NetworkCount",
    "NetworkDocument",
    "NetworkMembership",
]
