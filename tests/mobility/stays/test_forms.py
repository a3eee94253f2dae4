import pytest
from django.urls import reverse

from core.bulk.doing import carry_out, undo
from core.bulk.preparing import prepare_edit
from mobility.enums import MobilityState
from mobility.models import Mobility, Participant, Scheme
from mobility.stays.at_once import StaysAtOnce
from tests.agreements.factories import home
from tests.mobility.factories import GrantProjectFactory, MobilityFactory


@pytest.fixture
def kind(tables, lodz, condition):
    return {
        "scheme": Scheme.objects.get(code="ka131").pk,
        "direction": "outgoing",
        "activity": "student-studies",
        "partner": lodz.pk,
    }


@pytest.fixture
def address(kind):
    return reverse("mobility:mobility_create", query=kind)


@pytest.fixture
def typed(unit, condition):
    return {
        "given_name": "Ada",
        "family_name": "Lindqvist",
        "email": "ada@example.org",
        "academic_year": "2026",
        "term": "autumn",
        "starts_on": "2026-09-01",
        "ends_on": "2027-01-18",
        "eqf_level": "6",
        "condition": str(condition.pk),
        "unit": str(unit.pk),
        "is_enrolled": "on",
        "earlier_days_elsewhere": "0",
        "travel_days": "0",
    }


def test_first_question_leads_to_the_form_that_asks_only_what_such_a_stay_needs(browser_of, coordinator, kind, address):
    begin = browser_of(coordinator).get(reverse("mobility:mobility_begin"), kind)
    assert begin.url == address
    page = browser_of(coordinator).get(address).content.decode()
    assert "0 of 2 taken" in page
    assert 'name="eqf_level"' in page
    assert 'name="teaching_hours"' not in page
    assert 'name="staff_category"' not in page


def test_studies_without_a_partner_are_told_so(browser_of, coordinator, kind):
    page = browser_of(coordinator).get(reverse("mobility:mobility_begin"), kind | {"partner": ""})
    assert "choose one" in page.content.decode()


def test_form_nominates_and_leads_to_the_stay(browser_of, coordinator, address, typed):
    answer = browser_of(coordinator).post(address, typed)
    stay = Mobility.objects.get()
    assert answer.url == stay.get_absolute_url()
    assert (stay.state, stay.coordinator, stay.participant.name) == ("nominated", None, "Ada Lindqvist")


def test_form_asks_whether_it_is_somebody_known(browser_of, coordinator, address, typed, unit):
    known = MobilityFactory(unit=unit, participant__email="ada@example.org", participant__family_name="Berg")
    browser = browser_of(coordinator)
    page = browser.post(address, typed)
    assert page.status_code == 200
    assert "Ada Berg" in page.content.decode()
    again = typed | {"known_people": str(known.participant.pk), "same_person": str(known.participant.pk)}
    browser.post(address, again)
    assert Participant.objects.get().mobilities.count() == 2


def test_rule_check_answers_while_typing_and_writes_nothing(browser_of, coordinator, kind, typed):
    url = reverse("mobility:mobility_check_new", query=kind)
    page = browser_of(coordinator).post(url, typed | {"ends_on": "2026-10-20"}).content.decode()
    assert "50 days are too short" in page
    assert "KA131-20" in page
    assert not Mobility.objects.exists()
    assert "as soon as" in browser_of(coordinator).post(url, {}).content.decode()


def test_signs_that_are_no_numbers_are_told_where_the_person_is(browser_of, coordinator, address, typed):
    wrong = typed | {"academic_year": "²²²²", "known_people": "²", "same_person": "²"}
    page = browser_of(coordinator).post(address, wrong)
    assert page.status_code == 200
    assert "Select a valid choice" in page.content.decode()
    assert not Mobility.objects.exists()


def test_rule_check_counts_earlier_stays_of_the_cycle(browser_of, coordinator, kind, typed, unit):
    MobilityFactory(
        unit=unit,
        scheme_id=kind["scheme"],
        state=MobilityState.CLOSED,
        participant__email="ada@example.org",
        participant__family_name="Lindqvist",
        starts_on="2024-09-01",
        ends_on="2025-08-20",
    )
    url = reverse("mobility:mobility_check_new", query=kind)
    assert "KA131-24" in browser_of(coordinator).post(url, typed).content.decode()


def test_projects_that_pay_no_more_are_not_offered_but_for_the_one_that_did(browser_of, coordinator, stay):
    home()
    running, closed, other = (
        GrantProjectFactory(scheme=stay.scheme, unit=stay.unit, state=state)
        for state in ("running", "closed", "closed")
    )
    Mobility.objects.filter(pk=stay.pk).update(project=closed)
    page = browser_of(coordinator).get(reverse("mobility:mobility_edit", args=[stay.pk])).content.decode()
    assert [each.number in page for each in (running, closed, other)] == [True, True, False]


def test_edit_is_for_those_who_keep_it(browser_of, coordinator, outsider, auditor, stay):
    home()
    address = reverse("mobility:mobility_edit", args=[stay.pk])
    assert browser_of(outsider).get(address).status_code == 404
    assert browser_of(auditor).get(address).status_code == 403
    assert browser_of(coordinator).get(address).status_code == 200


def test_board_shows_cards_with_their_next_move(browser_of, coordinator, stay, stay_elsewhere):
    page = browser_of(coordinator).get(reverse("mobility:mobility_board")).content.decode()
    assert reverse("mobility:mobility_move", args=[stay.pk, "accept"]) in page
    assert "Hidden" not in page
    address = reverse("mobility:mobility_move", args=[stay.pk, "accept"])
    answer = browser_of(coordinator).post(address, {"next": reverse("mobility:mobility_board")})
    assert answer.url == reverse("mobility:mobility_board")
    stay.refresh_from_db()
    assert stay.state == MobilityState.ACCEPTED


def test_many_are_moved_at_once_and_each_is_asked_by_the_rules(browser_of, coordinator, unit, condition, lodz):
    stays = [MobilityFactory(unit=unit, condition=condition, partner=lodz) for _number in range(3)]
    keys = [stay.pk for stay in stays]
    edit = prepare_edit(StaysAtOnce(), keys, wanted={"state": "accept"}, actor=coordinator)
    carry_out(edit, actor=coordinator)
    outcomes = sorted(edit.rows.values_list("outcome", flat=True))
    assert outcomes == ["done", "done", "refused"]
    assert "2 of 2 taken" in edit.rows.get(outcome="refused").reason
    edit.refresh_from_db()
    undo(edit, actor=coordinator)
    assert set(Mobility.objects.values_list("state", flat=True)) == {"nominated"}
