"""Amendments: the table of their states, what they write on their day, and what they refuse."""

import html
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.amendments.comparison import changes_of
from agreements.amendments.states import AMENDMENT_EDGES, AmendmentState
from agreements.amendments.workflow import amendment_workflow
from agreements.enums import AgreementState
from agreements.errors import ConditionsRefused
from agreements.forms.condition_table import initial_of
from agreements.models import (
    Agreement,
    Amendment,
    AmendmentSignature,
    Condition,
    ConditionField,
    ConditionLanguage,
    ProposedCondition,
)
from agreements.services.amendments import (
    move_amendment,
    propose_amendment,
    propose_conditions,
    update_amendment,
)
from agreements.services.approvals import waiting_step
from agreements.services.conditions import ConditionRow, ConditionValues
from agreements.services.proposals import values_of
from agreements.services.signatures import SignatureValues, record_amendment_signatures
from agreements.services.time_driven import make_moves_of_time
from core.constraints import violated_constraint
from core.errors import PortalError, TransitionRefused
from tests.agreements.factories import AgreementFactory, ConditionFactory, DocumentFactory
from tests.reference.factories import IscedFieldFactory, LanguageFactory

OK, FOUND, FORBIDDEN, GONE = 200, 302, 403, 404
ALLOWED = {
    ("draft", "submit"): "in_review",
    ("draft", "withdraw"): "withdrawn",
    ("in_review", "send_back"): "draft",
    ("in_review", "approve"): "approved",
    ("in_review", "reject"): "rejected",
    ("in_review", "withdraw"): "withdrawn",
    ("approved", "revise"): "draft",
    ("approved", "sign"): "signed",
    ("approved", "withdraw"): "withdrawn",
    ("signed", "take_effect"): "in_effect",
    ("signed", "withdraw"): "withdrawn",
}


def today() -> date:
    return timezone.localdate()


def later(days: int) -> date:
    return today() + timedelta(days=days)


@pytest.fixture
def active(unit, lodz, coordinator):
    """In force, with one whole condition."""
    agreement = AgreementFactory(
        responsible_unit=unit,
        partners=[lodz],
        coordinator=coordinator,
        starts_on=later(-300),
        ends_on=later(900),
        title="Exchange with Lodz",
    )
    condition = ConditionFactory(agreement=agreement, first_year=2026, last_year=2027, terms="In spring")
    ConditionField.objects.create(
        condition=condition, isced_field=IscedFieldFactory(code="0613"), clarification="Games"
    )
    ConditionLanguage.objects.create(condition=condition, language=LanguageFactory(), level="B1")
    return agreement


@pytest.fixture
def condition(active):
    return active.conditions.get()


@pytest.fixture
def amendment(active, coordinator):
    return propose_amendment(active, actor=coordinator, reason="Their wish", effective_on=later(30))


@pytest.fixture
def document(active):
    return DocumentFactory(agreement=active, title="Signed amendment")


def row_of(condition, **changes) -> ConditionRow:
    given = values_of(condition)
    return ConditionRow(
        ConditionValues(given.values | changes, given.isced_fields, given.clarifications, given.languages), condition
    )


def in_state(amendment, state, document) -> Amendment:
    """The same amendment, by the database's own edges; signed by all."""
    line = ["in_review", "approved", "signed", "in_effect"]
    path = ["in_review", "rejected"] if state == "rejected" else line[: line.index(state) + 1] if state in line else []
    for step in path or ([] if state == "draft" else [state]):
        Amendment.objects.filter(pk=amendment.pk).update(state=step, signed_on=today(), document=document)
    for party in amendment.agreement.parties.all():
        AmendmentSignature.objects.create(amendment=amendment, party=party, name="x", signed_on=today())
    amendment.refresh_from_db()
    return amendment


def approved(amendment, head) -> Amendment:
    """Along its route: no route is loaded here, so the head of the unit alone is asked."""
    submitted = move_amendment(amendment, "submit", actor=amendment.proposed_by)
    return move_amendment(submitted, "approve", actor=head)


def sign(amendment, actor, document=None, parties=None, on=None) -> Amendment:
    parties = amendment.agreement.parties.all() if parties is None else parties
    given = {party.pk: SignatureValues("Rector", on or today()) for party in parties}
    return record_amendment_signatures(amendment, actor=actor, given=given, document=document)


@pytest.mark.parametrize("move", [edge.name for edge in AMENDMENT_EDGES])
@pytest.mark.parametrize("state", AmendmentState.values)
def test_moves_follow_their_edges_and_no_others(amendment, condition, document, coordinator, officer, state, move):
    propose_conditions(amendment, actor=coordinator, rows=[row_of(condition, people_per_year=5)])
    amendment = in_state(amendment, state, document)
    Amendment.objects.filter(pk=amendment.pk).update(effective_on=today())
    amendment.refresh_from_db()
    if target := ALLOWED.get((state, move)):
        assert amendment_workflow.perform(move, amendment, actor=officer, note="Because").state == target
    else:
        with pytest.raises(TransitionRefused):
            amendment_workflow.perform(move, amendment, actor=officer, note="Because")


def test_the_database_keeps_the_edges(amendment):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        Amendment.objects.filter(pk=amendment.pk).update(state="in_effect")
    assert violated_constraint(error.value) in {
        "agreements_amendment_state_edge", "amendment_signed_with_day_and_document",
    }  # fmt: skip


def test_what_the_table_shows_is_what_is_written_on_the_day(
    amendment, active, condition, document, coordinator, officer, head
):
    update_amendment(
        amendment, actor=coordinator, reason="Their wish", effective_on=today(), new_ends_on=later(950),
        new_tuition_waived=True,
    )  # fmt: skip
    new = {"sender": condition.receiver, "receiver": condition.sender, "kind": "staff_teaching", "people_per_year": 1}
    rows = [row_of(condition, people_per_year=5), ConditionRow(ConditionValues(new))]
    amendment = propose_conditions(Amendment.objects.get(), actor=coordinator, rows=rows)
    shown = changes_of(amendment)
    assert [(line.was, line.becomes) for change in shown for line in change.lines if line.term == "People a year"] == [
        ("2", "5"), ("", "1"),
    ]  # fmt: skip
    assert condition.agreement.conditions.get().people_per_year == 2
    amendment = sign(approved(amendment, head), officer, document)
    assert amendment.state == "in_effect"
    condition.refresh_from_db()
    assert (condition.people_per_year, condition.terms) == (5, "In spring")
    assert list(condition.condition_fields.values_list("clarification", flat=True)) == ["Games"]
    assert active.conditions.filter(kind="staff_teaching", people_per_year=1).exists()
    active.refresh_from_db()
    assert (active.ends_on, active.tuition_waived) == (later(950), True)
    assert changes_of(Amendment.objects.get()) == shown


def test_a_removed_condition_goes_on_its_day_and_can_still_be_read(
    amendment, active, condition, document, coordinator, officer, head
):
    update_amendment(amendment, actor=coordinator, reason="Over", effective_on=today())
    amendment = propose_conditions(Amendment.objects.get(), actor=coordinator, rows=[ConditionRow(None, condition)])
    shown = changes_of(amendment)
    sign(approved(amendment, head), officer, document)
    assert not active.conditions.exists()
    assert changes_of(Amendment.objects.get()) == shown
    assert "Games" in str(shown)


def test_the_night_writes_what_is_due_and_nothing_else(amendment, active, condition, document, coordinator):
    propose_conditions(amendment, actor=coordinator, rows=[row_of(condition, people_per_year=9)])
    in_state(amendment, "signed", document)
    make_moves_of_time(today())
    condition.refresh_from_db()
    assert condition.people_per_year == 2
    Amendment.objects.update(effective_on=today())
    report = make_moves_of_time(today())
    condition.refresh_from_db()
    assert (condition.people_per_year, report.moved) == (9, 1)
    assert make_moves_of_time(today()).moved == 0
    event = Condition.pgh_event_model.objects.order_by("-pgh_id").first()
    assert event.pgh_context["note"] == "By amendment 1"


def test_what_stands_already_proposes_nothing(amendment, condition, coordinator, officer, head):
    propose_conditions(amendment, actor=coordinator, rows=[row_of(condition)])
    assert not ProposedCondition.objects.exists()
    with pytest.raises(TransitionRefused, match="changes nothing"):
        move_amendment(amendment, "submit", actor=coordinator)


def test_two_open_amendments_do_not_change_the_same(amendment, active, condition, coordinator):
    propose_conditions(amendment, actor=coordinator, rows=[row_of(condition, people_per_year=3)])
    other = propose_amendment(active, actor=coordinator, reason="Also", effective_on=later(60), new_ends_on=later(800))
    with pytest.raises(ConditionsRefused) as refused:
        propose_conditions(other, actor=coordinator, rows=[row_of(condition, people_per_year=4)])
    assert "Amendment 1, still open" in str(refused.value.by_row[0])
    with pytest.raises(ValidationError, match="Another open amendment"):
        update_amendment(amendment, actor=coordinator, reason="x", effective_on=later(9), new_ends_on=later(700))
    move_amendment(amendment, "withdraw", actor=coordinator, note="Not needed")
    propose_conditions(other, actor=coordinator, rows=[row_of(condition, people_per_year=4)])


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"effective_on": -1}, "lies in the past"),
        ({"effective_on": 901}, "after the last day"),
        ({"effective_on": 30, "new_ends_on": 29}, "lies before the day"),
        ({"effective_on": 30, "new_ends_on": 365 * 200}, "Give a date between"),
    ],
)
def test_impossible_days_are_refused_in_words(active, coordinator, terms, sentence):
    days = {name: later(distance) for name, distance in terms.items()}
    with pytest.raises(ValidationError, match=sentence):
        propose_amendment(active, actor=coordinator, reason="x", **days)
    assert not Amendment.objects.exists()


def test_an_agreement_that_begins_later_is_not_changed_before(active, coordinator):
    Agreement.objects.filter(pk=active.pk).update(starts_on=later(50))
    with pytest.raises(ValidationError, match="before the agreement begins"):
        propose_amendment(active, actor=coordinator, reason="x", effective_on=later(30))


@pytest.mark.parametrize("state", [state for state in AgreementState.values if state not in AgreementState.in_force])
def test_only_what_is_in_force_is_amended(unit, officer, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    with pytest.raises(PortalError, match="Only an agreement in force"):
        propose_amendment(agreement, actor=officer, reason="x", effective_on=later(30))


def test_a_signed_one_is_fixed(amendment, condition, coordinator, document):
    in_state(amendment, "signed", document)
    with pytest.raises(PortalError, match="cannot be changed"):
        propose_conditions(amendment, actor=coordinator, rows=[row_of(condition, people_per_year=3)])


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def address(amendment, page="") -> str:
    return f"{amendment.get_absolute_url()}{page}"


def test_the_whole_way_in_the_browser(browser_of, active, condition, document, coordinator, head, officer):
    browser = browser_of(coordinator)
    form = {"reason": "More places", "effective_on": later(10).isoformat(), "new_tuition_waived": "unknown"}
    response = browser.post(f"/agreements/{active.pk}/amendments/new/", form)
    amendment = Amendment.objects.get()
    assert response.url == address(amendment, "conditions/")
    cells = {name: value for name, value in initial_of(condition).items() if value is not None} | {
        "people_per_year": "7"
    }
    data = {"row-TOTAL_FORMS": 1, "row-INITIAL_FORMS": 0} | {f"row-0-{name}": value for name, value in cells.items()}
    assert "<del>2</del></td>" in text_of(browser.post(address(amendment, "conditions/"), data, follow=True))
    assert 'value="7"' in text_of(browser.get(address(amendment, "conditions/")))
    assert "In review" in text_of(browser.post(address(amendment, "submit/"), follow=True))
    shown = text_of(browser_of(head).get(address(amendment)))
    assert shown.index("Your decision: Head of unit") < shown.index("People a year")
    step = waiting_step(amendment)
    browser_of(head).post(address(amendment, f"approve/?step={step.pk}"), {"note": "Good.", "confirmed": "yes"})
    assert (Amendment.objects.get().state, amendment.approvals.get().note) == ("approved", "Good.")
    signing = {"document": document.pk}
    for party in active.parties.all():
        signing |= {f"name_{party.pk}": "Rector", f"signed_on_{party.pk}": today().isoformat()}
    shown = text_of(browser_of(officer).post(address(amendment, "signatures/"), signing, follow=True))
    assert "The state is now “Signed”" in shown
    assert Amendment.objects.get().state == "signed"
    assert "Amendment 1" in text_of(browser.get(active.get_absolute_url()))
    assert "proposed an amendment" in text_of(browser.get(f"/agreements/{active.pk}/history/"))


def test_a_copied_row_keeps_its_further_terms_however_often_it_is_saved(browser_of, amendment, condition, coordinator):
    browser, page = browser_of(coordinator), address(amendment, "conditions/")
    cells = {name: value for name, value in initial_of(condition).items() if value is not None}
    copy = cells | {"condition": "", "like": condition.pk, "people_per_year": 9}
    for people in (9, 8):
        rows = [cells, copy | {"people_per_year": people}]
        data = {f"row-{index}-{name}": value for index, row in enumerate(rows) for name, value in row.items()}
        browser.post(page, data | {"row-TOTAL_FORMS": 2, "row-INITIAL_FORMS": 0})
        row = ProposedCondition.objects.get()
        assert (row.people_per_year, row.terms, row.condition) == (people, "In spring", None)
        copy |= {"like": f"proposal-{row.pk}"}
        assert f'value="proposal-{row.pk}"' in text_of(browser.get(page))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("effective_on", "31.02.2026"),
        ("effective_on", ""),
        ("reason", ""),
        ("reason", "x" * 5000),
        ("new_ends_on", "never"),
    ],
)
def test_bad_input_keeps_what_was_typed(browser_of, active, coordinator, field, value):
    form = {"reason": "More places", "effective_on": later(10).isoformat()} | {field: value}
    response = browser_of(coordinator).post(f"/agreements/{active.pk}/amendments/new/", form)
    assert response.status_code == OK
    assert "could not be saved" in text_of(response)
    assert not Amendment.objects.exists()


PAGES = {
    "": "coordinator head officer auditor",
    "edit/": "coordinator head officer",
    "conditions/": "coordinator head officer",
    "signatures/": "",  # of a draft, nobody's yet: the officer is led back
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["reader", "outsider", "coordinator", "head", "officer", "auditor", "administrator"])
def test_proposals_are_the_keepers_own(request, browser_of, amendment, who, page):
    expected = OK if who in PAGES[page].split() else FORBIDDEN if who == "auditor" else GONE
    if page and who in {"reader", "outsider"}:
        expected = FORBIDDEN
    if page == "signatures/":
        expected = {"officer": FOUND, "coordinator": FORBIDDEN, "head": FORBIDDEN}.get(who, expected)
    assert browser_of(request.getfixturevalue(who)).get(address(amendment, page)).status_code == expected


def test_what_is_in_effect_leads_back_from_its_form(browser_of, amendment, document, coordinator):
    in_state(amendment, "in_effect", document)
    response = browser_of(coordinator).get(address(amendment, "edit/"), follow=True)
    assert response.redirect_chain == [(amendment.get_absolute_url(), FOUND)]
    assert "An amendment in the state “In effect” cannot be changed." in text_of(response)


def test_a_reader_sees_what_is_settled(browser_of, amendment, active, document, reader):
    assert "Amendment 1" not in text_of(browser_of(reader).get(active.get_absolute_url()))
    in_state(amendment, "signed", document)
    assert browser_of(reader).get(address(amendment)).status_code == OK
    assert "Amendment 1" in text_of(browser_of(reader).get(active.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_change(
    browser_of, amendment, active, coordinator, django_assert_num_queries, count
):
    rows = [row_of(ConditionFactory(agreement=active), people_per_year=8) for _number in range(count)]
    propose_conditions(amendment, actor=coordinator, rows=rows)
    browser = browser_of(coordinator)
    browser.get(address(amendment))
    with django_assert_num_queries(16):
        browser.get(address(amendment))
