"""Two people at the same moment, in two real connections."""

import pytest

from core.errors import TransitionRefused
from mobility.enums import MobilityState
from mobility.models import Mobility
from mobility.stays.moves import move_stay
from tests.agreements.test_two_at_once import both
from tests.mobility.factories import MobilityFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_acceptances_of_the_last_place_one_is_told_that_it_is_taken(unit, coordinator, officer, condition, lodz):
    MobilityFactory(unit=unit, state=MobilityState.ACCEPTED, condition=condition, partner=lodz)
    one, other = (MobilityFactory(unit=unit, condition=condition, partner=lodz) for _number in range(2))
    results = both(
        lambda: move_stay(one, "accept", actor=coordinator), lambda: move_stay(other, "accept", actor=officer)
    )
    refused = [result for result in results if isinstance(result, TransitionRefused)]
    assert len(refused) == 1
    assert "2 of 2 taken" in str(refused[0])
    assert Mobility.objects.taking_a_place().count() == 2
