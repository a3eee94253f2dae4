"""Two at the same amendment or agreement at the same moment, in two real connections."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Amendment, NumbersConfirmed
from agreements.services.amendments import propose_amendment
from agreements.services.amendments_in_effect import apply_amendment
from agreements.services.coming_numbers import confirm_numbers
from core.errors import TransitionRefused
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory
from tests.agreements.test_two_at_once import both

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def iia(unit):
    agreement = AgreementFactory(responsible_unit=unit, kind="erasmus")
    ConditionFactory(agreement=agreement)
    return agreement


def test_two_nights_write_an_amendment_once(iia, coordinator):
    amendment = propose_amendment(
        iia, actor=coordinator, reason="x", effective_on=timezone.localdate(), new_tuition_waived=True
    )
    for state in ("in_review", "approved", "signed"):
        paper = Amendment.objects.get().document or DocumentFactory(agreement=iia)
        Amendment.objects.update(state=state, signed_on=timezone.localdate(), document=paper)
    results = both(lambda: apply_amendment(amendment), lambda: apply_amendment(amendment))
    assert sum(isinstance(result, TransitionRefused) for result in results) == 1
    assert Amendment.objects.get().state == "in_effect"


def test_two_proposals_get_two_numbers(iia, coordinator):
    day = timezone.localdate() + timedelta(days=9)
    both(
        lambda: propose_amendment(iia, actor=coordinator, reason="one", effective_on=day),
        lambda: propose_amendment(iia, actor=coordinator, reason="two", effective_on=day),
    )
    assert list(Amendment.objects.values_list("number", flat=True)) == [1, 2]


def test_two_confirmations_are_one(iia, coordinator):
    both(lambda: confirm_numbers(iia, actor=coordinator), lambda: confirm_numbers(iia, actor=coordinator))
    assert NumbersConfirmed.objects.count() == 1
