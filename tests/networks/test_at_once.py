"""Two people enter one member at the same moment."""

import pytest
from django.core.exceptions import ValidationError

from networks.models import NetworkMembership
from networks.services.memberships import add_member
from tests.agreements.test_two_at_once import both
from tests.networks.factories import NetworkFactory
from tests.partners.factories import InstitutionFactory


@pytest.mark.django_db(transaction=True)
def test_a_member_entered_by_two_people_at_once_is_entered_once():
    network, institution = NetworkFactory(), InstitutionFactory()

    def enter():
        return add_member(network, actor=None, institution=institution)

    outcomes = both(enter, enter)
    refused = [each for each in outcomes if isinstance(each, ValidationError)]
    assert len(refused) == 1
    assert set(refused[0].message_dict) == {"institution"}
    assert NetworkMembership.objects.count() == 1
