"""The draft that follows an agreement: what it takes over, when it holds, and that there is only one of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState, NoticeRule
from agreements.models import Agreement, Party
from agreements.services.agreements import move_agreement
from agreements.services.conditions import ConditionValues, LanguageValues, save_condition
from agreements.services.renewals import renew_agreement
from core.errors import PortalError, RightMissing
from tests.agreements.factories import AgreementFactory, InstitutionFactory, home
from tests.agreements.test_two_at_once import both
from tests.reference.factories import IscedFieldFactory, LanguageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange(unit, other_unit, coordinator):
    """Four years of exchange with one partner, one condition, a further unit."""
    agreement = AgreementFactory(
        kind=AgreementKind.STUDENT_EXCHANGE,
        title="Exchange with Lodz",
        number="BTH-1.2.1-0001-2022",
        responsible_unit=unit,
        coordinator=coordinator,
        starts_on=date(2022, 9, 1),
        ends_on=date(2026, 8, 31),
        notice_rule=NoticeRule.MONTHS,
        notice_months=6,
        tuition_waived=True,
        state=AgreementState.DRAFT,
    )
    Party.objects.filter(agreement=agreement, is_home=False).update(partner_unit="Physics", reference="LDZ-7")
    agreement.further_units.add(other_unit)
    given = ConditionValues(
        {
            "sender": home(),
            "receiver": agreement.partner_parties[0].institution,
            "kind": "student_studies",
            "first_year": 2022,
            "last_year": 2025,
            "people_per_year": 3,
            "eqf_levels": [6, 7],
        },
        isced_fields=(IscedFieldFactory(code="0613"),),
        languages=(LanguageValues(LanguageFactory(), "B2"),),
    )
    save_condition(agreement, actor=None, given=given)
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.DRAFT)
    return walked(agreement)


def walked(agreement) -> Agreement:
    """The same agreement, active: by the database's own edges."""
    for state in ("in_review", "approved", "signed", "active"):
        Agreement.objects.filter(pk=agreement.pk).update(state=state)
    agreement.refresh_from_db()
    return agreement


def test_the_successor_takes_over_partners_conditions_and_terms(exchange, coordinator, other_unit):
    draft, is_new = renew_agreement(exchange, actor=coordinator)
    party = draft.parties.get(is_home=False)
    condition = draft.conditions.get()
    assert is_new
    assert (draft.state, draft.predecessor, draft.number) == (AgreementState.DRAFT, exchange, "")
    assert (draft.starts_on, draft.ends_on) == (date(2026, 9, 1), date(2030, 8, 31))
    assert (draft.title, draft.kind, draft.coordinator) == (exchange.title, exchange.kind, coordinator)
    assert (draft.notice_on, draft.tuition_waived) == (date(2030, 2, 28), True)
    assert list(draft.further_units.all()) == [other_unit]
    assert (party.institution, party.partner_unit, party.reference) == (
        exchange.partner_parties[0].institution,
        "Physics",
        "",
    )
    assert (condition.first_year, condition.last_year, condition.people_per_year) == (2026, 2029, 3)
    assert [row.isced_field.code for row in condition.condition_fields.all()] == ["0613"]
    assert [row.level for row in condition.languages.all()] == ["B2"]


def test_an_erasmus_agreement_ends_with_its_programme(unit, coordinator):
    ended = {"responsible_unit": unit, "kind": AgreementKind.ERASMUS, "starts_on": date(2022, 9, 1)}
    first = AgreementFactory(ends_on=date(2027, 8, 31), **ended)
    draft, _new = renew_agreement(first, actor=coordinator)
    assert (draft.starts_on, draft.ends_on) == (date(2027, 9, 1), date(2029, 9, 30))
    last = AgreementFactory(ends_on=date(2029, 9, 30), **ended)
    with pytest.raises(PortalError, match="cannot outlast the programme"):
        renew_agreement(last, actor=coordinator)


def test_an_unknown_start_leaves_the_new_end_to_be_given(unit, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, starts_on=None, ends_on=date(2026, 12, 31))
    draft, _new = renew_agreement(agreement, actor=coordinator)
    assert (draft.starts_on, draft.ends_on) == (date(2027, 1, 1), None)


def test_a_second_press_leads_to_the_same_draft_until_it_is_over(exchange, coordinator):
    draft, _new = renew_agreement(exchange, actor=coordinator)
    assert renew_agreement(exchange, actor=coordinator) == (draft, False)
    move_agreement(draft, "withdraw", actor=coordinator, note="the partner does not want it")
    another, is_new = renew_agreement(exchange, actor=coordinator)
    assert is_new
    assert another != draft


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "rejected", "withdrawn"])
def test_what_was_never_concluded_is_not_renewed(unit, officer, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state, ends_on=date(2026, 12, 31))
    with pytest.raises(PortalError, match="was concluded"):
        renew_agreement(agreement, actor=officer)


def test_what_has_no_end_is_not_renewed(unit, officer):
    with pytest.raises(PortalError, match="no last day"):
        renew_agreement(AgreementFactory(responsible_unit=unit, ends_on=None), actor=officer)


@pytest.mark.parametrize("who", ["reader", "outsider", "auditor", "administrator"])
def test_it_is_for_those_who_make_agreements_of_the_unit(request, exchange, who):
    with pytest.raises(RightMissing):
        renew_agreement(exchange, actor=request.getfixturevalue(who))
    assert not Agreement.objects.filter(predecessor=exchange).exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_renew_at_once_make_one_draft(unit, coordinator, officer):
    home()
    agreement = AgreementFactory(responsible_unit=unit, partners=[InstitutionFactory()], ends_on=date(2026, 12, 31))
    results = both(
        lambda: renew_agreement(agreement, actor=coordinator), lambda: renew_agreement(agreement, actor=officer)
    )
    assert sorted(is_new for _draft, is_new in results) == [False, True]
    assert Agreement.objects.filter(predecessor=agreement).count() == 1


def test_the_button_leads_to_the_draft(exchange, coordinator, browser_of):
    client = browser_of(coordinator)
    page = client.post(reverse("agreements:agreement_renew", args=[exchange.pk]), {"next": "/desk/"})
    draft = Agreement.objects.get(predecessor=exchange)
    assert page["Location"] == draft.get_absolute_url()


def test_a_refused_renewal_says_why_on_the_desk(unit, coordinator, browser_of):
    day = timezone.localdate() + timedelta(days=3)
    agreement = AgreementFactory(responsible_unit=unit, state="draft", ends_on=day)
    client = browser_of(coordinator)
    page = client.post(reverse("agreements:agreement_renew", args=[agreement.pk]), {"next": "/desk/"}, follow=True)
    assert page.request["PATH_INFO"] == "/desk/"
    assert "Only an agreement that was concluded can be renewed." in page.content.decode()
