"""Rows of the partner room, made as its services make them."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from core.search_text import fold, fold_all
from partners.enums import AssessmentState, InstitutionStatus, Outcome, RiskLevel
from partners.models import Alias, Assessment, Contact, Institution, NamedInstitution, NamedList, SetAside
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


class AssessmentFactory(DjangoModelFactory):
    """A draft for ``unit``, which is always given; decided ones are approved, of medium risk and without an end."""

    institution = factory.SubFactory(InstitutionFactory)
    occasion = "Student exchange in computing"
    state = AssessmentState.DRAFT
    level = factory.LazyAttribute(lambda row: RiskLevel.MEDIUM if row.state in AssessmentState.levelled else "")
    decision = factory.LazyAttribute(lambda row: Outcome.APPROVED if row.state in AssessmentState.concluded else "")
    decided_on = factory.LazyAttribute(lambda row: date(2026, 1, 15) if row.decision else None)

    class Meta:
        model = Assessment


class NamedInstitutionFactory(DjangoModelFactory):
    """A name on the list of Hungarian institutions."""

    named_list = factory.LazyFunction(
        lambda: NamedList.objects.get_or_create(
            code="hungarian-trusts",
            defaults={
                "name_en": "Hungarian trusts",
                "scope": "eu_programmes",
                "reason_en": "No new legal commitments under EU programmes.",
                "valid_from": "2022-12-16",
            },
        )[0]
    )
    name = factory.Sequence(lambda number: f"Foundation University {number}")
    country = factory.SubFactory(CountryFactory, iso2="HU")
    folded_name = factory.LazyAttribute(lambda named: fold(named.name))
    valid_from = date(2022, 12, 16)

    class Meta:
        model = NamedInstitution


class SetAsideFactory(DjangoModelFactory):
    institution = factory.SubFactory(InstitutionFactory)
    reason = "It is a private university."

    class Meta:
        model = SetAside
