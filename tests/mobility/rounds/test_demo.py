import pytest
from django.utils import timezone

from mobility.models import AllocationReason, ApplicationRound
from mobility.rounds.allocating import offers_of
from mobility.rounds.demo import build_rounds
from tests.mobility.factories import SchemeFactory

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_a_decided_an_open_and_a_planned_round(officer, offered):
    SchemeFactory()
    for number in range(3):
        offered(f"Partner {number}", number + 1)
    build_rounds(timezone.localdate(), officer)
    rounds = ApplicationRound.objects.order_by("opens_at")
    assert [row.state for row in rounds] == ["decided", "open", "planned"]
    assert AllocationReason.objects.waiting().exists()
    assert offers_of(rounds[0]) == []
