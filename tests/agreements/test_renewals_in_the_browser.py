"""The pages of renewals in a real browser: axe finds nothing, they fit, and a renewal works without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.models import Agreement, EvaluationQuestion
from agreements.services.evaluations import ask_for_evaluation
from agreements.services.renewals import renew_agreement
from tests.agreements.factories import AgreementFactory, InstitutionFactory
from tests.axe import accessibility_faults

pytestmark = pytest.mark.django_db(transaction=True)

SIZES = [(1440, False), (390, True)]


@pytest.fixture
def renewals(unit, coordinator):
    """One that nobody has begun, one with its successor drafted and its evaluation asked for."""
    EvaluationQuestion.objects.create(code="out", wording_en="How did our students fare there?")
    today = timezone.localdate()
    given = {"responsible_unit": unit, "coordinator": coordinator, "starts_on": today - timedelta(days=900)}
    begun = AgreementFactory(title="Begun", ends_on=today + timedelta(days=60), **given)
    renew_agreement(begun, actor=coordinator)
    alone = AgreementFactory(
        title="Not begun",
        ends_on=today + timedelta(days=200),
        partners=[InstitutionFactory(name="AGH University of Science and Technology")],
        **given,
    )
    return begun, alone


@pytest.mark.parametrize(("width", "dark"), SIZES)
def test_pages_have_no_accessibility_fault_and_fit(open_browser, renewals, officer, width, dark):
    begun, alone = renewals
    page = open_browser(officer, width=width, dark=dark)
    for address in (
        "/agreements/renewals/",
        "/agreements/renewals/?progress=renewed",
        f"/agreements/renewals/many/?agreement={begun.pk}&agreement={alone.pk}",
        "/agreements/renewals/many/",
        f"/agreements/{begun.pk}/",
        f"/agreements/{begun.pk}/evaluation/",
        f"/agreements/{alone.pk}/let-end/",
    ):
        assert page.goto(address).status == 200
        assert accessibility_faults(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_ticked_rows_are_renewed(open_browser, renewals, officer):
    _begun, alone = renewals
    page = open_browser(officer)
    page.goto("/agreements/renewals/")
    page.get_by_role("checkbox", name="Tick AGH University").check()
    page.get_by_role("button", name="Renew the ticked").click()
    page.get_by_role("button", name="Make the drafts").click()
    page.get_by_text("1 draft was made.").wait_for()
    assert accessibility_faults(page) == []
    assert Agreement.objects.get(predecessor=alone).state == "draft"
    assert ask_for_evaluation(alone, actor=officer)[1] is False
