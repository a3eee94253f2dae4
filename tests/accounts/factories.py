from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.models import Delegation, User


class UserFactory(DjangoModelFactory):
    """A person without a role and without a password."""

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    password = "!unusable"

    class Meta:
        model = User


class DelegationFactory(DjangoModelFactory):
    """A week away, somebody else standing in; neither has a role."""

    person = factory.SubFactory(UserFactory)
    substitute = factory.SubFactory(UserFactory)
    starts_on = date(2026, 11, 23)
    ends_on = date(2026, 11, 29)

    class Meta:
        model = Delegation
