"""The demonstration's proposals, built from the tables' calls."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from cooperation.calls.demo import build_calls
from cooperation.models import Proposal
from cooperation.proposals.demo import build_proposals
from tests.agreements.factories import InstitutionFactory
from tests.reference.factories import CallDeadlineFactory


@pytest.mark.usefixtures("reference_tables", "unit", "home")
def test_the_demonstration_has_proposals_in_every_stage(officer):
    for country in ("LV", "PL", "DE", "FR", "IT", "ES", "NL", "FI", "DK"):
        InstitutionFactory(country_id=country)
    for year in (2023, 2024, 2025):
        CallDeadlineFactory(action="KA220-HED", call_year=year, due_on=date(year, 3, 5))
    build_proposals(officer, build_calls(timezone.localdate(), officer))
    states = Counter(Proposal.objects.values_list("state", flat=True))
    assert {"granted", "rejected", "submitted"} <= set(states)
    assert Proposal.objects.get(state="granted").project.scheme.code == "ka220"
