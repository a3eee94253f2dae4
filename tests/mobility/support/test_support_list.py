"""Whose place is asked for stands in the list for readers of the stay, and for nobody else."""

import pytest
from django.urls import reverse

from mobility.models import Mobility

pytestmark = pytest.mark.django_db


def test_a_place_is_named_to_readers_of_its_stay_alone(client, coordinator, outsider, supported, place):
    bip = supported()
    theirs, other = place(bip), place(bip)
    Mobility.objects.filter(pk=other.stay.pk).update(unit=outsider.memberships.first().unit)
    client.force_login(coordinator)
    page = client.get(reverse("mobility:support_list")).content.decode()
    assert other.get_absolute_url() in page
    assert theirs.stay.get_absolute_url() in page
    assert theirs.stay.participant.name in page
    assert other.stay.get_absolute_url() not in page
