"""Rows of the partner room, made as its services make them."""

import factory
from factory.django import DjangoModelFactory

from core.search_text import fold_all
from partners.enums import InstitutionStatus
from partners.models import Alias, Contact, Institution
from partners.services import prepare_for_search
from tests.reference.factories import CountryFactory


class InstitutionFactory(DjangoModelFactory):
    """A partner in Sweden, unless told otherwise. ``aliases=["UPC"]`` gives it other names."""

    name = factory.Sequence(lambda number: f"University {number}")
    country = factory.SubFactory(CountryFactory)
    city = "Karlskrona"
    status = InstitutionStatus.ACTIVE

    class Meta:
        model = Institution
        skip_postgeneration_save = True

    @classmethod
    def _create(cls, model_class, *args, aliases=(), **kwargs):
        institution = model_class(*args, **kwargs)
        prepare_for_search(institution, aliases)
        institution.save()
        Alias.objects.bulk_create(Alias(institution=institution, name=name) for name in aliases)
        return institution


class HomeInstitutionFactory(InstitutionFactory):
    """The university whose portal this is."""

    name = "Blekinge Institute of Technology"
    erasmus_code = "S  KARLSKR01"


class ContactFactory(DjangoModelFactory):
    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda number: f"Exchange desk {number}")
    email = factory.Sequence(lambda number: f"desk{number}@example.org")
    search_text = factory.LazyAttribute(lambda contact: fold_all(contact.name, contact.email))

    class Meta:
        model = Contact
