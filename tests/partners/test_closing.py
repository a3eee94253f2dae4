"""A partner that is no more, who took its place, and its agreements on their way there."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from agreements.enums import AgreementState
from agreements.models import Agreement
from agreements.services.agreements import PartyValues, create_agreement, move_agreement
from agreements.services.successions import move_to_successor
from core.errors import PortalError, RightMissing, TransitionRefused
from partners.enums import InstitutionStatus
from partners.services.closing import close_institution, reopen_institution
from partners.services.merging import merge_institutions
from tests.agreements.factories import AgreementFactory, ConditionFactory, home
from tests.partners.factories import HomeInstitutionFactory, InstitutionFactory

pytestmark = pytest.mark.django_db

CLOSED_ON = date(2026, 6, 30)


@pytest.fixture
def college():
    return InstitutionFactory(name="Old college")


@pytest.fixture
def successor():
    return InstitutionFactory(name="New university", erasmus_code="S  NEW01")


@pytest.fixture
def closed(college, successor):
    return close_institution(college, actor=None, on=CLOSED_ON, because="Merged by law", successor=successor)


def errors_of(response) -> dict:
    return {name: [str(error) for error in errors] for name, errors in response.context["form"].errors.items()}


def test_the_office_says_when_why_and_who_took_its_place(browser_of, officer, college, successor):
    address = reverse("partners:institution_close", args=[college.pk])
    client = browser_of(officer)
    typed = {"closed_on": "2026-06-30", "closing_reason": "Merged by law", "successor": "s new01"}
    assert client.post(address, typed).status_code == 302
    college.refresh_from_db()
    assert (college.status, college.closed_on, college.closing_reason) == ("closed", CLOSED_ON, "Merged by law")
    assert college.succeeded_by == successor
    page = client.get(college.get_absolute_url()).content.decode()
    assert "It closed on" in page
    assert "New university" in page
    history = client.get(reverse("partners:institution_history", args=[college.pk])).content.decode()
    assert "said that it has closed" in history
    client.post(reverse("partners:institution_reopen", args=[college.pk]), {"confirmed": "yes"})
    college.refresh_from_db()
    assert (college.status, college.closed_on, college.succeeded_by) == ("active", None, None)


@pytest.mark.parametrize(
    ("bad", "name", "sentence"),
    [
        ({"closed_on": ""}, "closed_on", "This field is required."),
        ({"closed_on": "soon"}, "closed_on", "Enter a valid date."),
        ({"closing_reason": ""}, "closing_reason", "This field is required."),
        ({"successor": "No such place"}, "successor", "No other institution is called “No such place”."),
        ({"successor": "Old college"}, "successor", "No other institution is called “Old college”."),
    ],
)
def test_bad_values_are_refused_and_what_was_typed_stays(browser_of, officer, college, bad, name, sentence):
    typed = {"closed_on": "2026-06-30", "closing_reason": "Typed with care"} | bad
    response = browser_of(officer).post(reverse("partners:institution_close", args=[college.pk]), typed)
    assert errors_of(response) == {name: [sentence]}
    college.refresh_from_db()
    assert college.status == InstitutionStatus.ACTIVE


def test_a_day_to_come_a_circle_and_our_own_university_are_refused(college, successor):
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="not in the future"):
        close_institution(college, actor=None, on=tomorrow, because="x")
    close_institution(college, actor=None, on=CLOSED_ON, because="x", successor=successor)
    with pytest.raises(ValidationError, match="cannot take its own place"):
        close_institution(successor, actor=None, on=CLOSED_ON, because="x", successor=college)
    with pytest.raises(PortalError, match="Our own university"):
        close_institution(HomeInstitutionFactory(), actor=None, on=CLOSED_ON, because="x")


@pytest.mark.parametrize("who", ["reader", "coordinator", "auditor"])
def test_only_the_office_closes_and_opens(request, closed, successor, who):
    actor = request.getfixturevalue(who)
    with pytest.raises(RightMissing):
        close_institution(successor, actor=actor, on=CLOSED_ON, because="x")
    with pytest.raises(RightMissing):
        reopen_institution(closed, actor=actor)


def draft(unit, partner, **fields):
    return create_agreement(actor=None, kind="moc", responsible_unit=unit, parties=[PartyValues(partner)], **fields)


def test_no_agreement_is_made_with_a_closed_partner_and_the_sentence_leads_to_its_successor(unit, closed, successor):
    home()
    with pytest.raises(ValidationError) as refusal:
        draft(unit, closed)
    [sentence] = refusal.value.message_dict["partners"]
    assert "Old college closed on" in sentence
    assert "its place was taken by New university" in sentence
    assert f'<a href="{successor.get_absolute_url()}"' in sentence


def test_the_form_says_so_and_keeps_what_was_typed(browser_of, officer, unit, closed, successor):
    home()
    response = browser_of(officer).post(
        f"{reverse('agreements:agreement_begin', args=[uuid4()])}?kind=moc",
        {
            "kind": "moc",
            "responsible_unit": unit.pk,
            "party-TOTAL_FORMS": "1",
            "party-INITIAL_FORMS": "0",
            "party-0-institution": closed.pk,
            "party-0-partner_unit": "Typed with care",
        },
        follow=True,
    )
    page = response.content.decode()
    assert "its place was taken by New university" in page
    assert "Typed with care" in page
    assert not Agreement.objects.exists()


def test_an_agreement_of_the_past_may_still_be_entered(unit, closed):
    home()
    past = draft(unit, closed, starts_on=date(2020, 1, 1), ends_on=date(2025, 12, 31))
    assert past.parties.filter(institution=closed).exists()


def test_one_that_closed_since_stops_submission_until_it_is_moved(unit, college, successor, officer):
    agreement = AgreementFactory(
        responsible_unit=unit, partners=[college], state=AgreementState.DRAFT, is_open_ended=True
    )
    close_institution(college, actor=None, on=CLOSED_ON, because="x", successor=successor)
    with pytest.raises(TransitionRefused, match="its place was taken by New university"):
        move_agreement(agreement, "submit", actor=officer)
    assert move_to_successor(college, actor=officer, keys=[agreement.pk]) == 1
    assert move_agreement(agreement, "submit", actor=officer).state == AgreementState.IN_REVIEW


def test_agreements_move_with_their_conditions_and_are_found_by_the_successor(unit, closed, successor, officer):
    moved, stays = AgreementFactory.create_batch(2, responsible_unit=unit, partners=[closed])
    condition = ConditionFactory(agreement=moved)
    move_to_successor(closed, actor=officer, keys=[moved.pk], note="By law")
    condition.refresh_from_db()
    moved.refresh_from_db()
    assert condition.receiver == successor
    assert [str(party) for party in moved.parties.filter(is_home=False)] == ["New university"]
    assert [str(party) for party in stays.parties.filter(is_home=False)] == ["Old college"]
    assert list(Agreement.objects.matching("new university")) == [moved]


def test_nobody_moves_agreements_of_an_open_partner_or_without_the_right(unit, closed, successor, outsider):
    agreement = AgreementFactory(responsible_unit=unit, partners=[closed])
    with pytest.raises(RightMissing):
        move_to_successor(closed, actor=outsider, keys=[agreement.pk])
    with pytest.raises(PortalError, match="Say first that the partner has closed"):
        move_to_successor(successor, actor=None, keys=[agreement.pk])
    close_institution(successor, actor=None, on=CLOSED_ON, because="x")
    with pytest.raises(PortalError, match="has closed as well"):
        move_to_successor(closed, actor=None, keys=[agreement.pk])


def test_the_office_sees_what_is_to_be_moved_and_moves_it(browser_of, officer, unit, closed, successor):
    agreement = AgreementFactory(responsible_unit=unit, partners=[closed], title="Exchange")
    AgreementFactory(responsible_unit=unit, partners=[closed], state=AgreementState.ENDED)
    client = browser_of(officer)
    assert "1 agreement still names this closed partner." in client.get(closed.get_absolute_url()).content.decode()
    listed = client.get(reverse("agreements:agreement_list"))
    assert "1 with a closed partner" in listed.content.decode()
    found = client.get(reverse("agreements:agreement_list"), {"closed": "partner"})
    assert [row.title for row in found.context["rows"]] == ["Exchange"]
    address = reverse("agreements:succession", args=[closed.pk])
    assert "Exchange" in client.get(address).content.decode()
    response = client.post(address, {"agreements": [agreement.pk]}, follow=True)
    assert "1 agreement was moved." in response.content.decode()
    assert agreement.parties.get(is_home=False).institution == successor


def test_the_successor_of_a_successor_is_named_and_a_merged_one_is_never(unit, closed, successor):
    home()
    last = InstitutionFactory(name="Newest university")
    close_institution(successor, actor=None, on=CLOSED_ON, because="x", successor=last)
    with pytest.raises(ValidationError, match="taken by Newest university"):
        draft(unit, closed)
    better = InstitutionFactory(name="Newest university, better entry")
    merge_institutions(better, last, actor=None)
    with pytest.raises(ValidationError, match="taken by Newest university, better entry"):
        draft(unit, closed)
