"""Dates that cannot be, on the steps of a draft: a sentence beside the field, and what was typed stays."""

from datetime import date

import pytest

from agreements.enums import AgreementState
from agreements.services.agreements import move_agreement
from agreements.services.renewals import renew_agreement
from core.errors import TransitionRefused
from tests.agreements.creating.forms import drawn, step
from tests.agreements.factories import AgreementFactory


@pytest.fixture
def draft(unit):
    return AgreementFactory(responsible_unit=unit, state=AgreementState.DRAFT, kind="erasmus")


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"starts_on": "2028-01-02", "ends_on": "2028-01-01"}, "ends_on", "The last day lies before the first."),
        ({"ends_on": "2029-10-01"}, "ends_on", "An Erasmus agreement ends with its programme, on 30 Sep 2029"),
        ({"ends_on": "0001-01-01"}, "ends_on", "Give a date between 1900 and 2199."),
        ({"starts_on": "soon"}, "starts_on", "Enter a valid date."),
        ({"notice_rule": "months"}, "notice_months", "Say how many months before the end."),
    ],
)
def test_a_period_that_cannot_be(browser_of, coordinator, draft, typed, field, sentence):
    client = browser_of(coordinator)
    page = client.post(step(draft, "period"), drawn(client, step(draft, "period")) | typed, follow=True)
    [said] = page.context["form"].errors[field]
    assert said.startswith(sentence)
    assert all(page.context["form"][name].value() == value for name, value in typed.items())
    draft.refresh_from_db()
    assert (draft.starts_on, draft.ends_on) == (None, None)


def test_years_of_a_condition_the_wrong_way_round(browser_of, coordinator, draft):
    client = browser_of(coordinator)
    partner = draft.partner_parties[0].institution_id
    home = draft.parties.get(is_home=True).institution_id
    cells = {"direction": f"one:{home}:{partner}", "kind": "student_studies", "people_per_year": "2"}
    cells |= {"first_year": "2028", "last_year": "2026"}
    rows = {"row-TOTAL_FORMS": "1", "row-INITIAL_FORMS": "0"} | {
        f"row-0-{name}": value for name, value in cells.items()
    }
    page = client.post(step(draft, "conditions"), rows)
    assert page.context["table"].forms[0].errors["last_year"] == ["The last academic year lies before the first."]
    assert not draft.conditions.exists()


def test_a_renewal_that_begins_before_the_end_of_what_it_renews(browser_of, coordinator, unit):
    period = {"starts_on": date(2024, 1, 1), "ends_on": date(2027, 12, 31)}
    renewed = AgreementFactory(responsible_unit=unit, title="The old one", coordinator=coordinator, **period)
    draft, _made = renew_agreement(renewed, actor=coordinator, skip_evaluation_because="")
    client = browser_of(coordinator)
    sent = drawn(client, step(draft, "period")) | {"starts_on": "2027-06-01"}
    page = client.post(step(draft, "period"), sent, follow=True)
    assert "“The old one”, which it renews, holds until" in page.context["form"].errors["starts_on"][0]
    type(draft).objects.filter(pk=draft.pk).update(starts_on=date(2027, 6, 1))
    with pytest.raises(TransitionRefused, match="which it renews, holds until"):
        move_agreement(draft, "submit", actor=coordinator)
