"""Who gets through at each address of the networks room (``tests.test_every_address``)."""

from django.core.files.base import ContentFile

from tests.addresses import READERS, Row
from tests.networks.factories import (
    JointOfferFactory,
    JointOfferPartnerFactory,
    NetworkContactFactory,
    NetworkCountFactory,
    NetworkDocumentFactory,
    NetworkFactory,
    NetworkMembershipFactory,
)

OFFICE = "officer"
GUESTS = "administrator external_reviewer"
NETWORK, MEMBER, CONTACT = {"pk": "network"}, {"pk": "network_member"}, {"pk": "network_contact"}
COUNT, DOCUMENT, OFFER = {"pk": "network_count"}, {"pk": "network_document"}, {"pk": "joint_offer"}
PARTNER = OFFER | {"partner": "joint_offer_partner"}


def _written(about: dict, method: str = "get") -> Row:
    return Row(OFFICE, about=about, method=method)


ROWS = {
    "networks:network_list": Row(READERS),
    "networks:network_export": Row(READERS),
    "networks:network_create": Row(OFFICE),
    "networks:network_detail": Row(READERS, about=NETWORK),
    "networks:network_pictures": Row(READERS, about=NETWORK),
    "networks:network_history": Row(READERS, about=NETWORK),
    "networks:network_edit": _written(NETWORK),
    "networks:member_list": Row(READERS, about=NETWORK),
    "networks:member_export": Row(READERS, about=NETWORK),
    "networks:member_add": _written(NETWORK),
    "networks:member_edit": _written(MEMBER),
    "networks:member_remove": _written(MEMBER, "post"),
    "networks:contact_add": _written(NETWORK),
    "networks:contact_edit": _written(CONTACT),
    "networks:contact_remove": _written(CONTACT, "post"),
    "networks:count_add": _written(NETWORK),
    "networks:count_edit": _written(COUNT),
    "networks:count_remove": _written(COUNT, "post"),
    "networks:document_add": _written(NETWORK),
    "networks:document_edit": Row(OFFICE, about=DOCUMENT, hidden=READERS),
    "networks:document_remove": Row(OFFICE, about=DOCUMENT, hidden=READERS, method="post"),
    "networks:document_file": Row(OFFICE, about=DOCUMENT, hidden=READERS),
    "networks:offer_add": _written(NETWORK),
    "networks:offer_detail": Row(READERS, about=OFFER),
    "networks:offer_edit": _written(OFFER),
    "networks:offer_remove": _written(OFFER, "post"),
    "networks:offer_partner_add": _written(OFFER),
    "networks:offer_coordinator": _written(PARTNER, "post"),
    "networks:offer_partner_remove": _written(PARTNER, "post"),
}


def network_objects(partner, person) -> dict:
    """Something of each kind, by the names that the rows use; the document is the office's."""
    network = NetworkFactory()
    offer = JointOfferFactory(network=network)
    return {
        "network": network.pk,
        "network_member": NetworkMembershipFactory(network=network, institution=partner).pk,
        "network_contact": NetworkContactFactory(network=network, user=person).pk,
        "network_count": NetworkCountFactory(network=network).pk,
        "network_document": NetworkDocumentFactory(network=network, file=ContentFile(b"%PDF", name="statutes.pdf")).pk,
        "joint_offer": offer.pk,
        "joint_offer_partner": JointOfferPartnerFactory(offer=offer, institution=partner).pk,
    }
