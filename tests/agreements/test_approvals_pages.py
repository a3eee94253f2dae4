"""An approval as people see and decide it: the page, the desk, the form that starts it anew."""

import html

import pytest

from accounts.enums import Role
from agreements.models import Agreement
from agreements.services.agreements import move_agreement, update_agreement
from agreements.services.approvals import waiting_step
from reminders.decisions import decision_count, decisions_for
from tests.agreements.factories import AgreementFactory

OK, FORBIDDEN, GONE = 200, 403, 404


def text_of(response) -> str:
    return " ".join(html.unescape(response.content.decode()).split())


def page(browser, agreement) -> str:
    return text_of(browser.get(agreement.get_absolute_url()))


def post(browser, agreement, move, **data) -> str:
    response = browser.post(f"/agreements/{agreement.pk}/{move}/", data, follow=True)
    assert response.status_code == OK
    return text_of(response)


def test_what_waits_for_this_person_stands_first_with_before_and_after(browser_of, memorandum, chief, dean):
    move_agreement(memorandum, "approve", actor=chief, note="Good for the department.")
    shown = page(browser_of(dean), memorandum)
    assert "Your decision: Dean, Faculty of Computing" in shown
    assert "Before you: Head of department" in shown
    assert "After you: Vice-chancellor, The university." in shown
    assert shown.index("Good for the department.") < shown.index('aria-label="Facts"')


@pytest.mark.parametrize("who", ["coordinator", "chief", "officer", "auditor"])
def test_others_see_who_is_next_and_no_buttons(request, browser_of, memorandum, chief, dean, who):
    move_agreement(memorandum, "approve", actor=chief)
    shown = page(browser_of(request.getfixturevalue(who)), memorandum)
    assert "Your decision" not in shown
    assert f"/agreements/{memorandum.pk}/approve/" not in shown
    assert "Dean" in shown


@pytest.mark.parametrize("who", ["reader", "outsider", "administrator"])
def test_strangers_do_not_know_of_it(request, browser_of, memorandum, who):
    browser = browser_of(request.getfixturevalue(who))
    assert browser.get(memorandum.get_absolute_url()).status_code == GONE
    assert browser.post(f"/agreements/{memorandum.pk}/approve/").status_code == GONE


def test_decided_with_a_note_in_one_press(browser_of, memorandum, chief):
    shown = post(browser_of(chief), memorandum, "approve", note="Good.", confirmed="yes")
    assert "Approved. Next is: Dean, Faculty of Computing." in shown
    assert memorandum.approvals.first().note == "Good."


def test_sent_back_with_the_note_of_the_page(browser_of, memorandum, chief):
    shown = post(browser_of(chief), memorandum, "send_back", note="The period is missing.", confirmed="yes")
    assert "The period is missing." in shown
    memorandum.refresh_from_db()
    assert memorandum.state == "draft"


def test_sent_back_without_a_note_asks_for_one(browser_of, memorandum, chief):
    shown = post(browser_of(chief), memorandum, "send_back", note="", confirmed="yes")
    assert "Reason" in shown
    memorandum.refresh_from_db()
    assert memorandum.state == "in_review"


def test_a_note_beyond_measure_is_refused_in_words(browser_of, memorandum, chief):
    assert "at most 2000 characters" in post(browser_of(chief), memorandum, "approve", note="x" * 5000)
    assert memorandum.approvals.first().state == "waiting"


def test_a_decision_of_somebody_else_is_refused_in_words(browser_of, memorandum, officer, coordinator):
    shown = post(browser_of(officer), memorandum, "approve")
    assert "This step is decided by: Head of unit, Computer Science." in shown
    assert browser_of(coordinator).post(f"/agreements/{memorandum.pk}/approve/").status_code == FORBIDDEN


def test_a_page_drawn_before_a_term_changed_approves_nothing(browser_of, memorandum, rector, coordinator):
    """The head above may decide the new first step too, but not by a press meant for the old one."""
    browser = browser_of(rector)
    (waiting,) = decisions_for(rector)
    from_desk = waiting.acts(rector)[0].url
    from_page = f"/agreements/{memorandum.pk}/approve/?step={waiting_step(memorandum).pk}"
    update_agreement(memorandum, actor=coordinator, tuition_waived=True, starts_approval_anew=True)
    for address in (from_desk, from_page):
        assert "It has moved on since you opened it" in text_of(browser.post(address, follow=True))
    assert memorandum.approval_rounds.last().approvals.first().state == "waiting"
    (waiting,) = decisions_for(rector)
    browser.post(waiting.acts(rector)[0].url)
    assert memorandum.approval_rounds.last().approvals.first().state == "approved"


@pytest.mark.parametrize("query", ["step=x", "step=99999999999999999999999", "step=-1", "asked=x"])
def test_a_garbled_step_approves_nothing(browser_of, memorandum, chief, query):
    shown = text_of(browser_of(chief).post(f"/agreements/{memorandum.pk}/approve/?{query}", follow=True))
    assert "It has moved on" in shown
    assert memorandum.approvals.first().state == "waiting"


def test_get_decides_nothing(browser_of, memorandum, chief):
    assert browser_of(chief).get(f"/agreements/{memorandum.pk}/approve/").status_code == 405
    assert memorandum.approvals.first().state == "waiting"


def test_markup_in_a_note_stays_text(browser_of, memorandum, chief, dean):
    move_agreement(memorandum, "approve", actor=chief, note="<script>alert(1)</script>")
    assert "<script>alert" not in browser_of(dean).get(memorandum.get_absolute_url()).content.decode()


def test_each_step_is_on_the_right_desks(memorandum, chief, dean, rector, officer, other_dean, coordinator):
    everybody = (chief, dean, rector, officer, other_dean, coordinator)
    assert [decision_count(person) for person in everybody] == [1, 1, 1, 0, 0, 0]  # the heads above may help out
    move_agreement(memorandum, "approve", actor=chief)
    assert [decision_count(person) for person in everybody] == [0, 1, 1, 0, 0, 0]
    (waiting,) = decisions_for(dean)
    assert (waiting.role, waiting.asker_id) == ("head", chief.pk)
    assert [str(act.label) for act in waiting.acts(dean)] == ["Approve", "Send back"]


def test_an_agreement_without_steps_is_on_the_desk_of_the_office(unit, officer, outsider):
    AgreementFactory(responsible_unit=unit, state="in_review")
    assert [decision_count(person) for person in (officer, outsider)] == [1, 0]


def test_the_security_coordinators_desk_costs_no_error(person, university, memorandum):
    assert decision_count(person(Role.SECURITY_COORDINATOR, university)) == 0


# --- the form that starts it anew


def form_data(agreement, **changes) -> dict:
    party = agreement.parties.get(is_home=False)
    return {
        "kind": agreement.kind,
        "title": agreement.title,
        "responsible_unit": agreement.responsible_unit_id,
        "coordinator": agreement.coordinator_id,
        "is_open_ended": "on",
        "renewal": "none",
        "notice_rule": "none",
        "tuition_waived": "unknown",
        "seen_at": agreement.updated_at.isoformat(),
        "party-TOTAL_FORMS": 1,
        "party-INITIAL_FORMS": 1,
        "party-0-institution": party.institution_id,
        **changes,
    }


def test_the_form_says_that_a_term_starts_the_approval_anew(browser_of, memorandum, coordinator):
    browser = browser_of(coordinator)
    address = f"/agreements/{memorandum.pk}/edit/"
    assert "Its approval has begun." in text_of(browser.get(address))
    asked = text_of(browser.post(address, form_data(memorandum, tuition_waived="true", remarks="typed text")))
    assert "Changed: tuition fees waived: this sends the agreement back to the first step of its approval." in asked
    assert "Nothing is saved yet." in asked
    assert "typed text" in asked
    memorandum.refresh_from_db()
    assert memorandum.tuition_waived is None


def test_with_a_yes_it_starts_anew_and_says_so(browser_of, memorandum, coordinator, chief):
    move_agreement(memorandum, "approve", actor=chief)
    memorandum.refresh_from_db()
    address = f"/agreements/{memorandum.pk}/edit/"
    data = form_data(memorandum, tuition_waived="true", anew="yes")
    shown = text_of(browser_of(coordinator).post(address, data, follow=True))
    assert "Coordinator changed tuition fees waived" in shown
    assert "One earlier round" in shown
    assert Agreement.objects.get().tuition_waived is True
    assert "Changed: tuition fees waived" in text_of(
        browser_of(coordinator).get(f"/agreements/{memorandum.pk}/history/")
    )
    assert "Asked again because of a change: tuition fees waived." in page(browser_of(chief), memorandum)


def test_bookkeeping_by_the_form_asks_nothing(browser_of, memorandum, coordinator):
    address = f"/agreements/{memorandum.pk}/edit/"
    browser_of(coordinator).post(address, form_data(memorandum, remarks="Called them"))
    memorandum.refresh_from_db()
    assert (memorandum.remarks, memorandum.approval_rounds.count()) == ("Called them", 1)


# --- queries


@pytest.mark.parametrize("rounds", [1, 3])
def test_the_page_asks_the_same_however_many_rounds(
    browser_of, memorandum, chief, coordinator, django_assert_num_queries, rounds
):
    for _round in range(rounds - 1):
        move_agreement(memorandum, "send_back", actor=chief, note="Again")
        move_agreement(memorandum, "submit", actor=coordinator)
    client = browser_of(chief)
    client.get(memorandum.get_absolute_url())
    with django_assert_num_queries(45):
        client.get(memorandum.get_absolute_url())


@pytest.mark.parametrize("count", [1, 3])
def test_the_decisions_of_a_desk_are_one_query(routes, unit, chief, coordinator, django_assert_num_queries, count):
    for _number in range(count):
        agreement = AgreementFactory(responsible_unit=unit, state="draft", is_open_ended=True)
        move_agreement(agreement, "submit", actor=coordinator)
    assert chief.has_perm("agreements.decide_step")  # reads the rights
    with django_assert_num_queries(1):
        assert len(decisions_for(chief)) == count
