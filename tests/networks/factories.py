"""Rows of the networks room, made as its services make them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from core.search_text import fold_all
from networks.models import (
    JointOffer,
    JointOfferPartner,
    Network,
    NetworkContact,
    NetworkCount,
    NetworkDocument,
    NetworkMembership,
)
from networks.services.networks import prepare_for_search
from tests.accounts.factories import UserFactory
from tests.partners.factories import InstitutionFactory


class NetworkFactory(DjangoModelFactory):
    """A thematic network the public is not told of."""

    name_en = factory.Sequence(lambda number: f"Network {number}")

    class Meta:
        model = Network

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        network = model_class(*args, **kwargs)
        prepare_for_search(network)
        network.save()
        return network


class NetworkCountFactory(DjangoModelFactory):
    network = factory.SubFactory(NetworkFactory)
    number = 116
    counted_on = date(2025, 4, 1)

    class Meta:
        model = NetworkCount


class NetworkMembershipFactory(DjangoModelFactory):
    """A member whose first and last day are not known."""

    network = factory.SubFactory(NetworkFactory)
    institution = factory.SubFactory(InstitutionFactory)

    class Meta:
        model = NetworkMembership


class NetworkContactFactory(DjangoModelFactory):
    network = factory.SubFactory(NetworkFactory)
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = NetworkContact


class JointOfferFactory(DjangoModelFactory):
    """A course that nobody is told of yet."""

    network = factory.SubFactory(NetworkFactory)
    title_en = factory.Sequence(lambda number: f"Offer {number}")
    search_text = factory.LazyAttribute(lambda offer: fold_all(offer.title_en))

    class Meta:
        model = JointOffer


class JointOfferPartnerFactory(DjangoModelFactory):
    offer = factory.SubFactory(JointOfferFactory)
    institution = factory.SubFactory(InstitutionFactory)

    class Meta:
        model = JointOfferPartner


class NetworkDocumentFactory(DjangoModelFactory):
    """A row alone, without a file."""

    network = factory.SubFactory(NetworkFactory)
    title = "Statutes"
    file = "private/none.pdf"
    original_name = "statutes.pdf"
    content_type = "application/pdf"
    size = 1
    sha256 = "0" * 64

    class Meta:
        model = NetworkDocument
