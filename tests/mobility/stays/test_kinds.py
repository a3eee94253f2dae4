"""A stay that is only nominated is given another kind, scheme or partner; what it had from the old one goes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import PortalError
from mobility.enums import Activity, Direction, MobilityState, PartnerStatus
from mobility.models import ApplicationRound, Mobility, StepKind
from mobility.stays.people import Person
from mobility.stays.writing import change_stay, nominate
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory
from tests.mobility.factories import ApplicationRoundFactory, LearningAgreementVersionFactory, MobilityFactory

ADA = Person(given_name="Ada", family_name="Lindqvist", email="ada@example.org")


@pytest.fixture
def nominated(coordinator, unit, exchange, lodz, condition):
    """With an open step of students who go out, and the answer of Lodz."""
    StepKind.objects.create(code="apply", name_en="Apply", directions=["outgoing"], activities=["student-studies"])
    StepKind.objects.create(code="room", name_en="A room", directions=["incoming"])
    stay = nominate(
        actor=coordinator,
        person=ADA,
        unit=unit,
        scheme=exchange,
        direction=Direction.OUTGOING,
        activity=Activity.STUDIES,
        partner=lodz,
        condition=condition,
        academic_year=2026,
        eqf_level=6,
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 1, 18),
    )
    Mobility.objects.filter(pk=stay.pk).update(partner_status=PartnerStatus.VERIFIED)
    return stay


def test_what_it_had_from_the_other_partner_goes(nominated, coordinator, unit):
    other = InstitutionFactory(name="Aarhus Universitet")
    version = LearningAgreementVersionFactory(agreement__mobility=nominated, partner_email="lodz@example.org")
    written = change_stay(nominated, actor=coordinator, partner=other, direction=Direction.INCOMING)

    written.refresh_from_db(), version.refresh_from_db()
    assert (written.partner, written.condition, written.agreement) == (other, None, None)
    assert written.partner_status == PartnerStatus.PENDING
    assert list(written.steps.values_list("kind__code", flat=True)) == ["room"]
    assert version.partner_email == ""
    assert Mobility.objects.matching("aarhus").get() == written


def test_another_partner_with_its_own_condition_keeps_that(nominated, coordinator, unit):
    other = InstitutionFactory()
    given = ConditionFactory(agreement=AgreementFactory(responsible_unit=unit, partners=[other]))
    written = change_stay(nominated, actor=coordinator, partner=other, condition=given)
    assert (written.condition, written.agreement) == (given, given.agreement)


def test_what_the_new_kind_cannot_be_is_said_and_nothing_changes(nominated, coordinator):
    with pytest.raises(ValidationError) as refused:
        change_stay(nominated, actor=coordinator, partner=None)
    assert "partner" in refused.value.error_dict
    nominated.refresh_from_db()
    assert nominated.partner_status == PartnerStatus.VERIFIED


def test_the_kind_is_settled_after_acceptance_in_a_round_and_while_it_is_signed(nominated, coordinator):
    def refused(match):
        with pytest.raises(PortalError, match=match):
            change_stay(nominated, actor=coordinator, partner=InstitutionFactory())

    version = LearningAgreementVersionFactory(agreement__mobility=nominated)
    type(version)._base_manager.filter(pk=version.pk).update(state="signed_student")
    refused("being signed")
    type(version)._base_manager.filter(pk=version.pk).update(state="rejected", rejected_because="x")
    Mobility.objects.filter(pk=nominated.pk).update(round=ApplicationRoundFactory(unit=nominated.unit))
    refused("give it back there")
    assert ApplicationRound.objects.count() == 1
    Mobility.objects.filter(pk=nominated.pk).update(round=None, state=MobilityState.ACCEPTED)
    refused("while it is nominated")
    assert change_stay(nominated, actor=coordinator, remarks="x").remarks == "x"


def test_the_first_question_leads_to_the_form_which_writes_the_other_kind(browser_of, coordinator, nominated):
    browser, other = browser_of(coordinator), InstitutionFactory(name="Aarhus Universitet")
    kind = {"scheme": nominated.scheme_id, "direction": "outgoing", "activity": "staff-teaching", "partner": other.pk}
    edit = browser.get(reverse("mobility:mobility_kind", args=[nominated.pk]), kind).url
    assert edit == reverse("mobility:mobility_edit", args=[nominated.pk], query=kind)
    page = browser.get(edit).content.decode()
    assert 'name="teaching_hours"' in page
    assert 'name="eqf_level"' not in page
    typed = {"academic_year": "2026", "term": "autumn", "starts_on": "2026-09-01", "ends_on": "2026-09-05"}
    browser.post(edit, typed | {"unit": nominated.unit_id, "travel_days": "0", "teaching_hours": "8"})
    nominated.refresh_from_db()
    assert (nominated.activity, nominated.partner, nominated.teaching_hours, nominated.eqf_level) == (
        Activity.TEACHING,
        other,
        8,
        None,
    )


def test_the_first_question_is_refused_in_a_sentence_once_it_is_settled(browser_of, coordinator, unit, lodz):
    stay = MobilityFactory(unit=unit, state=MobilityState.AGREED)
    page = browser_of(coordinator).get(reverse("mobility:mobility_kind", args=[stay.pk]), follow=True)
    assert "while it is nominated, not later" in page.content.decode()
