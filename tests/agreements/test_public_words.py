"""What the page of an agreement says of the public site is what the public site does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import AgreementState
from agreements.templatetags.agreement_words import on_public_site, with_small_code
from finder import published
from tests.agreements.factories import AgreementFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [-1, 400])
@pytest.mark.parametrize("state", AgreementState.values)
def test_shown_is_said_of_what_can_be_found_and_of_nothing_else(state, days, unit):
    last = timezone.localdate() + timedelta(days=days)
    agreement = AgreementFactory(responsible_unit=unit, state=state, is_published=True, ends_on=last)
    is_found = published.open_agreements().filter(pk=agreement.pk).exists()
    assert (on_public_site(agreement) == "shown") is is_found
    agreement.is_published = False
    assert on_public_site(agreement) == "not shown"


def test_the_code_of_a_rule_is_a_small_reference():
    found = with_small_code("Kept for <ever>. (LG-10, LG-08)")
    assert found == 'Kept for &lt;ever&gt;. <small class="rule-code muted">LG-10, LG-08</small>'
    assert with_small_code("Kept (for a year)") == "Kept (for a year)"
