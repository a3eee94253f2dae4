"""Requests for partnerships as their services leave them."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partners.models import PartnershipRequest
from partners.requests.receiving import prepare_for_search
from tests.reference.factories import CountryFactory


class PartnershipRequestFactory(DjangoModelFactory):
    """From a stranger in Sweden, confirmed. A colleague's has ``proposed_by`` and ``unit``."""

    organisation = factory.Sequence(lambda number: f"Asking University {number}")
    country = factory.SubFactory(CountryFactory)
    purposes = ["students"]
    message = "We would like to exchange students."
    person_name = factory.Sequence(lambda number: f"Sender {number}")
    person_email = factory.Sequence(lambda number: f"sender{number}@example.org")
    person_role = "Coordinator"
    state = "received"
    proposed_by = None
    consented_at = factory.LazyAttribute(lambda row: None if row.proposed_by else timezone.now())
    received_at = factory.LazyAttribute(lambda row: None if row.state == "unconfirmed" else timezone.now())
    answer_due_on = factory.LazyAttribute(
        lambda row: timezone.localdate(row.received_at) + timedelta(days=30) if row.received_at else None
    )

    class Meta:
        model = PartnershipRequest

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        row = model_class(*args, **kwargs)
        prepare_for_search(row)
        row.save()
        return row
