"""What the page of a partner shows of its agreements, and what the partner list counts."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.enums import AgreementState
from tests.agreements.factories import AgreementFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return InstitutionFactory(name="A partner")


@pytest.fixture
def agreed(partner, unit):
    """Enter an agreement with the partner in a state: ``agreed("Title", AgreementState.ACTIVE)``."""

    def enter(title, state, **fields):
        return AgreementFactory(title=title, state=state, responsible_unit=unit, partners=[partner], **fields)

    return enter


def test_page_shows_what_the_person_may_see_and_counts_what_is_over(browser_of, agreed, partner, reader, coordinator):
    agreed("In force", AgreementState.ACTIVE)
    agreed("Draft of the department", AgreementState.DRAFT)
    agreed("Long over", AgreementState.ENDED)
    seen_by_reader = browser_of(reader).get(partner.get_absolute_url()).content.decode()
    assert "In force" in seen_by_reader
    assert "Draft of the department" not in seen_by_reader
    assert "Long over" not in seen_by_reader
    assert "1 that is over" in seen_by_reader
    assert "New agreement" not in seen_by_reader
    seen_by_coordinator = browser_of(coordinator).get(partner.get_absolute_url()).content.decode()
    assert "Draft of the department" in seen_by_coordinator
    assert f"{reverse('agreements:agreement_create')}?partner={partner.pk}" in seen_by_coordinator


def test_partner_list_counts_and_filters_by_agreements_in_force(browser_of, agreed, partner, reader):
    InstitutionFactory(name="Nobody yet")
    yesterday = timezone.localdate() - timedelta(days=1)
    agreed("In force", AgreementState.ACTIVE)
    agreed("Past its end", AgreementState.ACTIVE, ends_on=yesterday)
    agreed("Draft", AgreementState.DRAFT)
    client = browser_of(reader)

    def counted(**query):
        rows = client.get(reverse("partners:institution_list"), query).context["rows"]
        return {row.name: row.agreement_count for row in rows}

    assert counted() == {"A partner": 1, "Nobody yet": 0}
    assert counted(agreement="in_force") == {"A partner": 1}
    assert counted(agreement="none") == {"Nobody yet": 0}
    assert "1 with an agreement in force" in client.get(reverse("partners:institution_list")).content.decode()
