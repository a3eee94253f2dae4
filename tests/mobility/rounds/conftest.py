from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.enums import AgreementKind
from mobility.models import ApplicantChoice
from mobility.rounds.enums import RoundState
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.mobility.factories import ApplicantFactory, ApplicationRoundFactory


@pytest.fixture
def offered(unit):
    """A function: our students may go to a partner, ``people`` a year."""

    def offer(name, people, **fields):
        partner = InstitutionFactory(name=name)
        agreement = AgreementFactory(
            kind=AgreementKind.ERASMUS, responsible_unit=unit, partners=[partner], is_published=True, state="active"
        )
        return ConditionFactory(agreement=agreement, people_per_year=people, **fields)

    return offer


@pytest.fixture
def closed_round(unit, exchange):
    """A round of the department that closed yesterday and waits for its allocation."""
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=30), "closes_at": now - timedelta(days=1)}
    return ApplicationRoundFactory(unit=unit, scheme=exchange, state=RoundState.CLOSED, is_published=True, **dates)


@pytest.fixture
def applicant(closed_round):
    """A function: somebody of ``rank`` who chooses the partners of ``conditions``, the best first."""

    def apply(rank, *conditions, **fields):
        row = ApplicantFactory(round=closed_round, rank=rank, **fields)
        for position, condition in enumerate(conditions, start=1):
            ApplicantChoice.objects.create(applicant=row, position=position, partner=condition.receiver)
        return row

    return apply


@pytest.fixture
def officer_client(officer, browser_of):
    return browser_of(officer)
