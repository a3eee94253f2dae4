"""The pages of one agreement: who opens them, what they offer, what they do with bad input."""

from collections import defaultdict

import pytest

from agreements.enums import AgreementState, Visibility
from agreements.models import Agreement, Condition, ConditionField, ConditionLanguage
from core import panels
from tests.agreements.factories import (
    AgreementFactory,
    ConditionFactory,
    DocumentFactory,
    InstitutionFactory,
    home,
)
from tests.reference.factories import IscedFieldFactory, LanguageFactory

OK, FORBIDDEN, GONE = 200, 403, 404

# Page × person: the draft is of the coordinator's department, the head leads its faculty.
DRAFT_PAGES = {
    "": {"coordinator": OK, "head": OK, "officer": OK, "auditor": OK},
    "documents/": {"coordinator": OK, "head": OK, "officer": OK, "auditor": OK},
    "history/": {"coordinator": OK, "head": OK, "officer": OK, "auditor": OK},
    "edit/": {"coordinator": OK, "head": OK, "officer": OK, "auditor": FORBIDDEN},
    "conditions/new/": {"coordinator": OK, "head": OK, "officer": OK, "auditor": FORBIDDEN},
    "documents/new/": {"coordinator": OK, "head": OK, "officer": OK, "auditor": FORBIDDEN},
}
REGISTERED_PAGES = {
    "": {"reader": OK, "outsider": OK},
    "documents/": {"reader": OK, "outsider": OK},
    "history/": {"reader": FORBIDDEN, "outsider": FORBIDDEN},
    "edit/": {"reader": FORBIDDEN, "outsider": FORBIDDEN},
    "conditions/new/": {"reader": FORBIDDEN, "outsider": FORBIDDEN},
    "documents/new/": {"reader": FORBIDDEN, "outsider": FORBIDDEN},
}
PEOPLE = ["reader", "coordinator", "head", "officer", "outsider", "auditor", "administrator"]


@pytest.mark.parametrize("page", DRAFT_PAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_a_draft_open_for_its_keepers_alone(request, browser_of, draft, who, page):
    expected = DRAFT_PAGES[page].get(who, GONE)
    person = request.getfixturevalue(who)
    assert browser_of(person).get(f"/agreements/{draft.pk}/{page}").status_code == expected


@pytest.mark.parametrize("page", REGISTERED_PAGES)
@pytest.mark.parametrize("who", PEOPLE)
def test_pages_of_a_registered_agreement(request, browser_of, registered, who, page):
    expected = REGISTERED_PAGES[page].get(who) or DRAFT_PAGES[page].get(who, GONE)
    person = request.getfixturevalue(who)
    assert browser_of(person).get(f"/agreements/{registered.pk}/{page}").status_code == expected


@pytest.mark.parametrize("page", DRAFT_PAGES)
def test_pages_want_a_sign_in(browser_of, registered, page):
    assert browser_of().get(f"/agreements/{registered.pk}/{page}").status_code == 302


@pytest.mark.parametrize("key", ["0", "999999", "9" * 18, "9" * 40])
def test_an_agreement_that_is_not_there(browser_of, officer, key):
    assert browser_of(officer).get(f"/agreements/{key}/").status_code == GONE


def test_a_reader_sees_facts_and_no_internal_papers(browser_of, registered, reader, coordinator):
    DocumentFactory(agreement=registered, title="Office paper")
    DocumentFactory(agreement=registered, title="Staff paper", visibility=Visibility.STAFF)
    page = browser_of(reader).get(f"/agreements/{registered.pk}/").content.decode()
    assert "Politechnika Łódzka" in page
    assert "they were slow" not in page
    documents = browser_of(reader).get(f"/agreements/{registered.pk}/documents/").content.decode()
    assert "Staff paper" in documents
    assert "Office paper" not in documents
    assert "they were slow" in browser_of(coordinator).get(f"/agreements/{registered.pk}/").content.decode()


def test_the_page_does_not_name_an_invisible_parent_or_child(browser_of, unit, registered, reader, coordinator):
    AgreementFactory(
        responsible_unit=unit, kind="internship", parent=registered, title="Hidden child", state=AgreementState.DRAFT
    )
    secret = AgreementFactory(responsible_unit=unit, title="Hidden parent", state=AgreementState.DRAFT)
    Agreement.objects.filter(pk=registered.pk).update(parent=secret)
    page = browser_of(reader).get(f"/agreements/{registered.pk}/").content.decode()
    assert "Hidden" not in page
    page = browser_of(coordinator).get(f"/agreements/{registered.pk}/").content.decode()
    assert "Hidden child" in page
    assert "Hidden parent" in page


def test_buttons_are_those_a_person_may_press_refused_ones_with_reasons(browser_of, draft, unit, coordinator, head):
    page = browser_of(coordinator).get(f"/agreements/{draft.pk}/").content.decode()
    assert "Give the last day, or say that the agreement has no end date." in page
    Agreement.objects.filter(pk=draft.pk).update(state=AgreementState.IN_REVIEW)
    assert (
        f"/agreements/{draft.pk}/approve/"
        not in browser_of(coordinator).get(f"/agreements/{draft.pk}/").content.decode()
    )
    page = browser_of(head).get(f"/agreements/{draft.pk}/").content.decode()
    for move in ("approve", "send_back", "reject", "withdraw"):
        assert f"/agreements/{draft.pk}/{move}/" in page


def test_a_move_goes_by_post_alone(browser_of, draft, officer):
    client = browser_of(officer)
    Agreement.objects.filter(pk=draft.pk).update(is_open_ended=True)
    assert client.get(f"/agreements/{draft.pk}/submit/").status_code == 405
    response = client.post(f"/agreements/{draft.pk}/submit/", follow=True)
    assert "The state is now “In review”." in response.content.decode()
    assert client.post(f"/agreements/{draft.pk}/nonsense/").status_code == GONE


def test_a_refused_move_says_why_on_the_page_it_came_from(browser_of, draft, coordinator):
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/submit/", follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Give the last day, or say that the agreement has no end date."
    ]


def test_a_move_that_needs_a_reason_asks_for_it(browser_of, draft, coordinator):
    client, address = browser_of(coordinator), f"/agreements/{draft.pk}/withdraw/"
    assert "Reason" in client.post(address).content.decode()
    empty = client.post(address, {"confirmed": "yes", "note": "  "})
    assert empty.status_code == OK
    assert empty.context["form"].errors
    assert Agreement.objects.get(pk=draft.pk).state == AgreementState.DRAFT
    client.post(address, {"confirmed": "yes", "note": "No longer wanted"})
    assert Agreement.objects.get(pk=draft.pk).state == AgreementState.WITHDRAWN


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("act", ["submit", "publish", "unpublish", "turn"])
def test_acts_by_people(request, browser_of, draft, who, act):
    may = {"submit": {"coordinator", "head", "officer"}, "turn": {"coordinator", "head", "officer"}}
    allowed = may.get(act, {"officer"})
    sees = {"coordinator", "head", "officer", "auditor"}
    expected = 302 if who in allowed else FORBIDDEN if who in sees else GONE
    response = browser_of(request.getfixturevalue(who)).post(f"/agreements/{draft.pk}/{act}/", {"turn": "partner"})
    assert response.status_code == expected


def test_a_turn_that_is_nobodys_word_is_refused(browser_of, draft, coordinator):
    response = browser_of(coordinator).post(f"/agreements/{draft.pk}/turn/", {"turn": "aliens"}, follow=True)
    assert [message.level_tag for message in response.context["messages"]] == ["error"]


def test_panels_of_other_rooms_are_shown(browser_of, registered, reader, monkeypatch):
    monkeypatch.setattr(panels, "_panels", defaultdict(list))
    panels.register(
        panels.Panel(
            page="agreements.agreement",
            name="test",
            title="Shown by a test",
            template_name="includes/timeline.html",
            facts=lambda agreement, user: {"points": []} if user == reader else None,
        )
    )
    assert "Shown by a test" in browser_of(reader).get(f"/agreements/{registered.pk}/").content.decode()


# --- conditions ----------------------------------------------------------------------------------


def condition_data(agreement, **changes):
    partner = agreement.partner_parties[0].institution
    return {
        "direction": f"both:{home().pk}:{partner.pk}",
        "kind": "student_studies",
        "people_per_year": "2",
        "total_months": "20",
        "is_blended": "unknown",
        "first_year": "2026",
        "last_year": "2028",
        "isced_fields": ["0613"],
        "eqf_levels": ["6", "7"],
        "language-TOTAL_FORMS": "2",
        "language-INITIAL_FORMS": "0",
        "language-0-language": "en",
        "language-0-level": "B2",
        **changes,
    }


@pytest.fixture
def words(db):
    IscedFieldFactory(code="0613")
    LanguageFactory()


def test_a_condition_is_added_both_ways_changed_and_removed(browser_of, draft, coordinator, words):
    client, base = browser_of(coordinator), f"/agreements/{draft.pk}/conditions/"
    assert client.post(f"{base}new/", condition_data(draft)).status_code == 302
    assert Condition.objects.count() == 2
    condition = Condition.objects.get(sender=home())
    assert [row.isced_field_id for row in condition.condition_fields.all()] == ["0613"]
    assert [str(row) for row in condition.languages.all()] == ["English B2"]
    form = client.get(f"{base}{condition.pk}/edit/").context["form"]
    direction = f"one:{home().pk}:{condition.receiver_id}"
    assert form.initial["direction"] == direction
    changed = condition_data(draft, direction=direction, people_per_year="5", **{"language-INITIAL_FORMS": "1"})
    assert client.post(f"{base}{condition.pk}/edit/", changed).status_code == 302
    condition.refresh_from_db()
    assert condition.people_per_year == 5
    assert "Remove the condition" in client.post(f"{base}{condition.pk}/remove/").content.decode()
    client.post(f"{base}{condition.pk}/remove/", {"confirmed": "yes"})
    assert not Condition.objects.filter(pk=condition.pk).exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"direction": "both:1:999999"},
        {"direction": "x"},
        {"kind": "holiday"},
        {"people_per_year": "-1"},
        {"people_per_year": "99999999999999999999"},
        {"total_months": "1e30"},
        {"kind": "staff_teaching", "total_days": "99999999"},
        {"first_year": "2028", "last_year": "2027"},
        {"first_year": "1066"},
        {"isced_fields": ["9999"]},
        {"eqf_levels": ["12"]},
        {"language-0-language": "xx"},
        {"language-0-level": "Z9"},
    ],
)
def test_a_bad_condition_keeps_what_was_typed(browser_of, draft, coordinator, words, changes):
    response = browser_of(coordinator).post(
        f"/agreements/{draft.pk}/conditions/new/", condition_data(draft, terms="typed text", **changes)
    )
    assert response.status_code == OK
    assert "typed text" in response.content.decode()
    assert not Condition.objects.exists()


def test_conditions_of_an_agreement_in_force_are_refused_in_words(browser_of, registered, coordinator, words):
    response = browser_of(coordinator).post(f"/agreements/{registered.pk}/conditions/new/", condition_data(registered))
    assert "cannot be changed" in response.content.decode()
    assert not Condition.objects.exists()


def test_a_condition_of_another_agreement_is_not_reached(browser_of, draft, registered, coordinator):
    condition = ConditionFactory(agreement=registered)
    base = f"/agreements/{draft.pk}/conditions/{condition.pk}/"
    assert browser_of(coordinator).get(f"{base}edit/").status_code == GONE
    assert browser_of(coordinator).post(f"{base}remove/", {"confirmed": "yes"}).status_code == GONE


def fill(agreement, count):
    for number in range(count):
        condition = ConditionFactory(agreement=agreement)
        ConditionField.objects.create(condition=condition, isced_field=IscedFieldFactory(code=f"061{number}"))
        ConditionLanguage.objects.create(condition=condition, language=LanguageFactory(code=f"a{number}"))
        DocumentFactory(agreement=agreement, review_on="2030-01-01")
        AgreementFactory(
            responsible_unit=agreement.responsible_unit,
            kind="internship",
            parent=agreement,
            partners=[InstitutionFactory()],
        )


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("page", "queries"), [("", 43), ("documents/", 16)])
def test_the_page_asks_the_same_number_of_queries(
    browser_of, registered, officer, django_assert_num_queries, count, page, queries
):
    fill(registered, count)
    client = browser_of(officer)
    client.get(f"/agreements/{registered.pk}/")
    with django_assert_num_queries(queries):
        client.get(f"/agreements/{registered.pk}/{page}")
