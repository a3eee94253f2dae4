"""A second agreement of the same kind, unit and partner in the same period: allowed, with a reason."""

from datetime import date

import pytest

from agreements.cockpit.plans import plan_renewals
from agreements.enums import AgreementState
from agreements.services.agreements import move_agreement
from core.errors import TransitionRefused
from tests.agreements.creating.forms import drawn, step
from tests.agreements.factories import AgreementFactory, InstitutionFactory

THERE_IS_ONE = "there is “The first” already"


@pytest.fixture
def first(unit, lodz):
    period = {"starts_on": date(2026, 1, 1), "ends_on": date(2028, 12, 31)}
    return AgreementFactory(responsible_unit=unit, title="The first", partners=[lodz], **period)


@pytest.fixture
def draft(unit, first, lodz):
    others = [InstitutionFactory(), lodz]
    return AgreementFactory(responsible_unit=unit, title="The second", state=AgreementState.DRAFT, partners=others)


def typed(client, draft, **changes):
    return drawn(client, step(draft, "period")) | {"starts_on": "2027-01-01", "ends_on": "2030-12-31"} | changes


def test_a_second_one_needs_a_reason_which_is_kept_and_shown(browser_of, coordinator, draft):
    client = browser_of(coordinator)
    assert "second_because" not in client.get(step(draft, "period")).context["form"].fields
    page = client.post(step(draft, "period"), typed(client, draft), follow=True)
    assert THERE_IS_ONE in page.context["form"].errors["second_because"][0]
    assert 'value="2030-12-31"' in page.content.decode()
    sent = typed(client, draft, second_because="Another institute of theirs.")
    assert client.post(step(draft, "period"), sent)["Location"] == step(draft, "keeping")
    for page in ("", "history/", "steps/period/"):
        assert "Another institute of theirs." in client.get(f"/agreements/{draft.pk}/{page}").content.decode()
    assert move_agreement(draft, "submit", actor=coordinator).state == AgreementState.IN_REVIEW


def test_a_period_the_wrong_way_round_is_said_before_anything_else(browser_of, coordinator, draft):
    client = browser_of(coordinator)
    page = client.post(step(draft, "period"), typed(client, draft, ends_on="2026-06-30"), follow=True)
    assert page.context["form"].errors == {"ends_on": ["The last day lies before the first."]}


def test_what_came_in_another_way_is_refused_when_it_is_submitted(coordinator, first, draft):
    draft.is_open_ended = True
    draft.save(update_fields=["is_open_ended"])
    with pytest.raises(TransitionRefused, match=THERE_IS_ONE):
        move_agreement(draft, "submit", actor=coordinator)


@pytest.mark.parametrize(
    "changes",
    [
        {"ends_on": date(2025, 12, 31)},
        {"starts_on": date(2031, 1, 1), "ends_on": None},
        {"kind": "mou"},
        {"state": AgreementState.WITHDRAWN},
        {"state": AgreementState.REJECTED},
        {"partners": "others"},
        {"responsible_unit": "other"},
        {"predecessor": "the draft"},
    ],
)
def test_these_are_no_second_ones(browser_of, coordinator, unit, other_unit, lodz, draft, first, changes):
    first.delete()
    named = {"others": [InstitutionFactory()], "other": other_unit, "the draft": draft}
    fields = {"starts_on": date(2020, 1, 1), "ends_on": date(2028, 12, 31), "partners": [lodz]}
    fields |= {"responsible_unit": unit, "title": "The first"} | changes
    AgreementFactory(
        **{name: named.get(value, value) if isinstance(value, str) else value for name, value in fields.items()}
    )
    client = browser_of(coordinator)
    assert client.post(step(draft, "period"), typed(client, draft))["Location"] == step(draft, "keeping")


def test_a_renewal_beside_another_one_is_told_before_it_is_made(coordinator, unit, lodz, first):
    period = {"starts_on": date(2022, 1, 1), "ends_on": date(2025, 12, 31)}
    ending = AgreementFactory(responsible_unit=unit, title="Ending", partners=[lodz], **period)
    [plan] = plan_renewals([ending.pk], coordinator)
    assert plan.is_possible
    assert any(THERE_IS_ONE in sentence for sentence in plan.warnings)
    first.delete()
    [plan] = plan_renewals([ending.pk], coordinator)
    assert not any("there is" in sentence for sentence in plan.warnings)
