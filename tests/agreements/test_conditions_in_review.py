"""A changed condition of an agreement in review or approved starts its approval anew (AG-03), after a question."""

import html

import pytest

from agreements.errors import ApprovalStartsAnew
from agreements.models import Agreement, Condition
from agreements.services.agreements import move_agreement
from agreements.services.approvals import waiting_step
from agreements.services.conditions import (
    ConditionRow,
    ConditionValues,
    remove_condition,
    save_condition,
    save_conditions,
)
from core.errors import PortalError
from tests.agreements.factories import AgreementFactory, ConditionFactory, home

pytestmark = pytest.mark.django_db


@pytest.fixture
def condition(memorandum):
    return ConditionFactory(agreement=memorandum)


@pytest.fixture
def given(condition):
    """What the condition says, with the number of people changed: ``given(5)``."""

    def make(people):
        ends = {"sender": condition.sender, "receiver": condition.receiver}
        return ConditionValues({"kind": condition.kind, "people_per_year": people, **ends})

    return make


def rounds(agreement) -> int:
    return agreement.approval_rounds.count()


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_changed_condition_wants_a_yes_and_goes_back_to_the_first_step(
    memorandum, condition, given, coordinator, chief
):
    move_agreement(memorandum, "approve", actor=chief)
    with pytest.raises(ApprovalStartsAnew, match=r"Changed: conditions.*first step"):
        save_condition(memorandum, actor=coordinator, given=given(5), condition=Condition.objects.get())
    assert Condition.objects.get().people_per_year == 2
    save_condition(
        memorandum, actor=coordinator, given=given(5), condition=Condition.objects.get(), starts_approval_anew=True
    )
    assert Condition.objects.get().people_per_year == 5
    memorandum.refresh_from_db()
    assert (memorandum.state, rounds(memorandum), waiting_step(memorandum).position) == ("in_review", 2, 1)
    newest = memorandum.approval_rounds.last()
    assert newest.changed_terms == ["conditions"]


def test_what_is_saved_as_it_was_starts_nothing(memorandum, condition, given, coordinator):
    save_condition(memorandum, actor=coordinator, given=given(2), condition=condition)
    assert rounds(memorandum) == 1


def test_an_approved_one_goes_back_as_well(memorandum, condition, given, coordinator, chief, dean, rector):
    for approver in (chief, dean, rector):
        move_agreement(memorandum, "approve", actor=approver)
    with pytest.raises(ApprovalStartsAnew):
        save_conditions(memorandum, actor=coordinator, rows=[ConditionRow(given(7), condition=condition)])
    rows = [ConditionRow(given(7), condition=Condition.objects.get())]
    save_conditions(memorandum, actor=coordinator, rows=rows, starts_approval_anew=True)
    memorandum.refresh_from_db()
    assert (memorandum.state, rounds(memorandum)) == ("in_review", 2)


def test_a_removed_one_goes_back_as_well(memorandum, condition, coordinator):
    with pytest.raises(ApprovalStartsAnew):
        remove_condition(condition, actor=coordinator)
    assert Condition.objects.exists()
    remove_condition(Condition.objects.get(), actor=coordinator, starts_approval_anew=True)
    assert rounds(memorandum) == 2


@pytest.mark.parametrize("state", ["signed", "active", "suspended", "notice_given", "ended", "withdrawn"])
def test_once_it_is_signed_nothing_changes(unit, coordinator, state):
    condition = ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, state=state))
    with pytest.raises(PortalError, match="cannot be changed"):
        remove_condition(condition, actor=coordinator, starts_approval_anew=True)


def test_the_form_asks_keeps_what_was_typed_and_says_what_happened(browser_of, memorandum, condition, coordinator):
    browser = browser_of(coordinator)
    address = f"/agreements/{memorandum.pk}/conditions/{condition.pk}/edit/"
    page = browser.get(address)
    assert "you are asked before that happens" in text_of(page)
    data = {
        "direction": f"one:{home().pk}:{condition.receiver_id}",
        "kind": "student_studies",
        "people_per_year": "9",
        "is_blended": "unknown",
        "terms": "typed text",
        "language-TOTAL_FORMS": "0",
        "language-INITIAL_FORMS": "0",
    }
    asked = text_of(browser.post(address, data))
    assert "Save and start the approval anew" in asked
    assert "typed text" in asked
    assert Condition.objects.get().people_per_year == 2
    assert browser.post(address, {**data, "anew": "yes"}).status_code == 302
    assert Condition.objects.get().people_per_year == 9
    assert Agreement.objects.get(pk=memorandum.pk).approval_rounds.count() == 2


def test_removing_says_first_what_it_starts(browser_of, memorandum, condition, coordinator):
    browser = browser_of(coordinator)
    address = f"/agreements/{memorandum.pk}/conditions/{condition.pk}/remove/"
    assert "back to the first step" in text_of(browser.post(address))
    browser.post(address, {"confirmed": "yes"})
    assert not Condition.objects.exists()


def test_the_table_asks_as_well(browser_of, memorandum, condition, coordinator):
    page = browser_of(coordinator).get(f"/agreements/{memorandum.pk}/conditions/")
    assert page.status_code == 200
    assert "you are asked before that happens" in text_of(page)
