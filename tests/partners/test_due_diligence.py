"""What due diligence says of a partner, and which agreements it lets through (DD-01, DD-03, DD-05 to DD-07)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.enums import Role
from agreements.models import Agreement
from agreements.services.agreements import move_agreement
from agreements.workflow import agreement_workflow
from core.errors import RightMissing, TransitionRefused
from partners.due_diligence import refusals_for_agreement, standing_of, standings_of
from partners.enums import InstitutionKind, StandingStatus
from partners.models import AssessmentNeed, CountrySignal, NamedInstitution, NamedList
from partners.services.restrictions import end_set_aside, set_aside
from reminders.dates import DateQuestion
from tests.agreements.factories import AgreementFactory
from tests.partners.factories import (
    AssessmentFactory,
    HomeInstitutionFactory,
    InstitutionFactory,
    NamedInstitutionFactory,
)
from tests.reference.factories import CountryFactory

DAY = date(2026, 6, 1)
WAY_OUT = "Assess it on its page, under “Due diligence”."


@pytest.fixture
def lodz(rules):
    return InstitutionFactory(name="Lodz University", country=CountryFactory(iso2="PL"))


@pytest.fixture
def budapest(rules):
    return InstitutionFactory(
        name="Corvina University", legal_name="CORVINA EGYETEM", aliases=["Corvinus"], country=CountryFactory(iso2="HU")
    )


def refusal(institution, kind="moc", on=DAY, **question):
    question |= {"kind": kind, "is_eu_programme": kind == "erasmus", "on": on}
    return " ".join(refusals_for_agreement([institution], **question))


def test_partners_in_programme_countries_need_none_and_others_do(lodz, nanjing):
    assert standing_of(lodz, on=DAY).status == StandingStatus.NOT_NEEDED
    assert standing_of(nanjing, on=DAY).status == StandingStatus.MISSING
    assert refusal(lodz) == ""
    assert refusal(nanjing) == (
        "Nanjing University has not been assessed. Assess it on its page, under “Due diligence”."
    )


def test_without_rules_nothing_waits(nanjing):
    AssessmentNeed.objects.all().delete()
    assert refusal(nanjing) == ""


@pytest.mark.parametrize(
    ("given", "kind", "is_refused"),
    [
        ({"place": "outside", "agreement_kind": "mou", "is_needed": False}, "mou", False),
        ({"place": "outside", "agreement_kind": "mou", "is_needed": False}, "moc", True),
        ({"country_id": "CN", "is_needed": False}, "moc", False),
        ({"country_id": "CN", "agreement_kind": "mou", "is_needed": True}, "mou", True),
        ({"country_id": "BY", "is_needed": False}, "moc", True),
    ],
)
def test_row_for_the_country_or_the_kind_comes_first(nanjing, given, kind, is_refused):
    AssessmentNeed.objects.create(**given)
    assert bool(refusal(nanjing, kind)) is is_refused


def test_row_for_a_kind_makes_a_partner_in_the_programme_need_one(lodz):
    AssessmentNeed.objects.create(place="programme", agreement_kind="research", is_needed=True)
    assert (bool(refusal(lodz, "research")), refusal(lodz, "erasmus")) == (True, "")
    assert standing_of(lodz, on=DAY).status == StandingStatus.MISSING


@pytest.mark.parametrize(
    ("decision", "valid_until", "label", "tone", "sentence"),
    [
        ("approved", None, "Approved", "ok", ""),
        ("approved", DAY, "Approved until 1 Jun 2026", "ok", ""),
        ("conditions", DAY, "Approved with conditions until 1 Jun 2026", "warn", ""),
        (
            "approved",
            DAY - timedelta(days=1),
            "Assessment out of date",
            "warn",
            f"The assessment of Nanjing University is out of date: it was valid until 31 May 2026. {WAY_OUT}",
        ),
        (
            "declined",
            None,
            "Declined",
            "bad",
            f"Nanjing University was assessed and declined on 15 Jan 2026. {WAY_OUT}",
        ),
    ],
)
def test_decision_and_its_date_decide(nanjing, unit, decision, valid_until, label, tone, sentence):
    AssessmentFactory(institution=nanjing, unit=unit, state="decided", decision=decision, valid_until=valid_until)
    standing = standing_of(nanjing, on=DAY)
    assert (standing.label, standing.tone) == (label, tone)
    assert refusal(nanjing) == sentence


def test_declined_counts_where_no_assessment_was_needed(lodz, unit):
    AssessmentFactory(institution=lodz, unit=unit, state="decided", decision="declined")
    assert "declined" in refusal(lodz)


def test_sentence_says_what_is_under_way(nanjing, unit):
    assessment = AssessmentFactory(institution=nanjing, unit=unit)
    assert refusal(nanjing).endswith("An assessment is being written.")
    assessment.delete()
    AssessmentFactory(institution=nanjing, unit=unit, state="submitted")
    assert refusal(nanjing).endswith("An assessment waits for a decision.")


def test_low_risk_is_looked_at_again_before_a_renewal(nanjing, unit):
    AssessmentFactory(institution=nanjing, unit=unit, state="decided", level="low", decided_on=date(2024, 5, 1))
    assert refusal(nanjing) == ""
    assert refusal(nanjing, recheck_after=date(2024, 1, 1)) == ""
    assert "is assessed again before an agreement is renewed" in refusal(nanjing, recheck_after=date(2024, 9, 1))


def test_state_institutions_in_russia_are_restricted_with_the_reason(petersburg):
    standing = standing_of(petersburg, on=DAY)
    assert (standing.status, standing.restrictions[0].since) == (StandingStatus.RESTRICTED, date(2022, 3, 2))
    assert refusal(petersburg).startswith("No new agreement with Petersburg University. State institutions of Russia:")
    assert standing.restrictions[0].source_words == "W122 · From a source"


@pytest.mark.parametrize("kind", InstitutionKind.values)
def test_restriction_holds_for_kinds_that_a_state_runs(rules, kind):
    partner = InstitutionFactory(country=CountryFactory(iso2="BY"), kind=kind)
    is_state = kind in {"higher_education", "public_body", "research_institute"}
    assert (standing_of(partner, on=DAY).status == StandingStatus.RESTRICTED) is is_state


def test_restriction_begins_and_ends_with_its_dates(petersburg):
    assert standing_of(petersburg, on=date(2022, 3, 1)).restrictions == ()
    CountrySignal.objects.filter(country="RU").update(valid_to=date(2026, 5, 31))
    assert standing_of(petersburg, on=date(2026, 5, 31)).status == StandingStatus.RESTRICTED
    assert standing_of(petersburg, on=DAY).status == StandingStatus.MISSING


def test_call_for_precaution_asks_for_an_assessment_and_refuses_nobody(lodz, unit):
    CountrySignal.objects.create(country_id="PL", effect="caution", reason_en="Look closely.", valid_from="2026-01-01")
    standing = standing_of(lodz, on=DAY)
    assert (standing.status, [signal.reason for signal in standing.cautions]) == ("missing", ["Look closely."])
    AssessmentFactory(institution=lodz, unit=unit, state="decided", valid_until=DAY)
    assert refusal(lodz) == ""


def test_office_sets_a_restriction_aside_with_a_reason_and_takes_it_back(petersburg, officer, unit):
    restriction = standing_of(petersburg).restrictions[0]
    row = set_aside(petersburg, restriction, actor=officer, reason="A private university.")
    standing = standing_of(petersburg)
    assert (standing.status, standing.restrictions[0].set_aside) == (StandingStatus.MISSING, row)
    assert "has not been assessed" in refusal(petersburg, on=None)
    AssessmentFactory(institution=petersburg, unit=unit, state="decided")
    assert refusal(petersburg, on=None) == ""
    end_set_aside(row, actor=officer)
    assert standing_of(petersburg).status == StandingStatus.RESTRICTED


def test_restriction_is_set_aside_for_a_time_and_for_one_partner(petersburg, officer):
    other = InstitutionFactory(country=CountryFactory(iso2="RU"))
    today = timezone.localdate()
    set_aside(petersburg, standing_of(petersburg).restrictions[0], actor=officer, reason="x", until=today)
    statuses = {key: standing.status for key, standing in standings_of([petersburg, other]).items()}
    assert statuses == {petersburg.pk: StandingStatus.MISSING, other.pk: StandingStatus.RESTRICTED}
    assert standing_of(petersburg, on=today + timedelta(days=1)).status == StandingStatus.RESTRICTED


@pytest.mark.parametrize("who", ["reader", "coordinator", "head", "outsider", "auditor", "security", "administrator"])
def test_nobody_but_the_office_sets_restrictions_aside(request, petersburg, who):
    with pytest.raises(RightMissing):
        set_aside(petersburg, standing_of(petersburg).restrictions[0], actor=request.getfixturevalue(who), reason="x")


def test_named_institution_is_barred_from_eu_programmes_alone(budapest):
    NamedInstitutionFactory(name="Corvina Egyetem")
    standing = standing_of(budapest, kind="mou", on=DAY)
    assert (standing.is_barred_from_eu_programmes, standing.status) == (True, StandingStatus.MISSING)
    assert refusal(budapest, "erasmus").startswith("No new agreement with Corvina University. No new legal commitments")
    assert "has not been assessed" in refusal(budapest, "mou")


@pytest.mark.parametrize(
    ("name", "country", "is_meant"),
    [
        ("CORVINA UNIVERSITY", "HU", True),
        ("Corvínus", "HU", True),
        ("Corvina", "HU", False),
        ("Corvina University of Applied Sciences", "HU", False),
        ("Corvina University", "PL", False),
    ],
)
def test_a_name_means_who_bears_it_and_nobody_else(budapest, name, country, is_meant):
    NamedInstitutionFactory(name=name, country=CountryFactory(iso2=country))
    assert standing_of(budapest, on=DAY).is_barred_from_eu_programmes is is_meant


def test_name_counts_while_it_and_its_list_hold(budapest):
    NamedInstitutionFactory(name="Corvinus")
    NamedInstitution.objects.update(valid_to=DAY - timedelta(days=1))
    assert not standing_of(budapest, on=DAY).is_barred_from_eu_programmes
    NamedInstitution.objects.update(valid_to=None)
    NamedList.objects.update(valid_to=DAY - timedelta(days=1))
    assert not standing_of(budapest, on=DAY).is_barred_from_eu_programmes


def test_namesake_is_set_aside_like_any_restriction(budapest, officer):
    NamedInstitutionFactory(name="Corvinus")
    set_aside(budapest, standing_of(budapest).restrictions[0], actor=officer, reason="Another one of this name.")
    assert not standing_of(budapest).is_barred_from_eu_programmes


def test_home_institution_is_asked_nothing(rules):
    home = HomeInstitutionFactory(country=CountryFactory(iso2="CN"))
    assert standing_of(home).status == StandingStatus.NOT_NEEDED


@pytest.mark.parametrize("count", [1, 3])
def test_standings_of_many_ask_the_same_number_of_queries(rules, unit, count, django_assert_num_queries):
    partners = []
    for number in range(count):
        partner = InstitutionFactory(name=f"Named {number}", country=CountryFactory(iso2="RU"), aliases=["x"])
        NamedInstitutionFactory(name=f"Named {number}", country=partner.country)
        AssessmentFactory(institution=partner, unit=unit, state="decided")
        partners.append(partner)
    with django_assert_num_queries(7):
        assert len(refusals_for_agreement(partners, kind="moc", is_eu_programme=False)) == count


# What it means for agreements


@pytest.fixture
def review(unit):
    def make(*partners, **fields):
        return AgreementFactory(
            responsible_unit=unit, state="in_review", partners=list(partners), is_open_ended=True, **fields
        )

    return make


def approve(agreement, actor):
    """The move itself: which steps lead to it is the agreements' own matter."""
    return agreement_workflow.perform("approve", agreement, actor=actor)


def test_approval_is_refused_with_a_sentence_for_each_partner(review, lodz, nanjing, petersburg, officer):
    agreement = review(lodz, nanjing, petersburg)
    with pytest.raises(TransitionRefused) as refusal:
        approve(agreement, officer)
    assert "Nanjing University has not been assessed." in str(refusal.value)
    assert "No new agreement with Petersburg University." in str(refusal.value)
    assert "Lodz" not in str(refusal.value)
    agreement.refresh_from_db()
    assert agreement.state == "in_review"


def test_approval_goes_through_with_an_assessment_that_holds(review, nanjing, unit, officer):
    AssessmentFactory(institution=nanjing, unit=unit, state="decided", valid_until=timezone.localdate())
    assert approve(review(nanjing), officer).state == "approved"


def test_what_is_agreed_goes_on(review, petersburg, budapest, unit, officer):
    NamedInstitutionFactory(name="Corvinus")
    signed = AgreementFactory(responsible_unit=unit, state="signed", partners=[petersburg, budapest], kind="erasmus")
    active = move_agreement(signed, "activate", actor=officer)
    assert move_agreement(active, "suspend", actor=officer, note="Pause").state == "suspended"


def test_renewal_of_a_low_risk_partner_waits_for_a_new_look(review, nanjing, unit, officer):
    AssessmentFactory(institution=nanjing, unit=unit, state="decided", level="low", decided_on=date(2020, 1, 1))
    earlier = AgreementFactory(responsible_unit=unit, partners=[nanjing], starts_on="2021-01-01")
    successor = review(nanjing, predecessor=earlier)
    with pytest.raises(TransitionRefused, match="is assessed again before an agreement is renewed"):
        approve(successor, officer)
    assert approve(review(nanjing), officer).state == "approved"


def test_page_of_the_agreement_tells_and_links_what_to_do(review, nanjing, lodz, coordinator, browser_of):
    page = browser_of(coordinator).get(f"/agreements/{review(lodz, nanjing).pk}/").content.decode()
    assert f'href="/partners/{nanjing.pk}/due-diligence/"' in page
    assert "Not assessed" in page
    assert f'href="/partners/{lodz.pk}/due-diligence/"' not in page
    assert Agreement.objects.count() == 1


def dates_of(person):
    return DateQuestion(person, timezone.localdate()).rows(10)


def test_recheck_is_on_the_desk_of_who_assessed(nanjing, unit, coordinator, officer):
    AssessmentFactory(
        institution=nanjing,
        unit=unit,
        state="decided",
        valid_until=timezone.localdate() + timedelta(days=20),
        assessor=coordinator,
    )
    declined = InstitutionFactory(country=CountryFactory(iso2="CN"))
    AssessmentFactory(institution=declined, unit=unit, state="decided", decision="declined", assessor=coordinator)
    rows = dates_of(coordinator)
    assert [row.title for row in rows] == ["Nanjing University"]
    assert rows[0].address == f"/partners/{nanjing.pk}/due-diligence/"
    assert dates_of(officer) == []


def test_recheck_falls_to_the_units_coordinators_when_who_assessed_has_left(nanjing, unit, coordinator, person):
    left = person(Role.COORDINATOR, unit, is_active=False)
    AssessmentFactory(institution=nanjing, unit=unit, state="decided", valid_until=timezone.localdate(), assessor=left)
    assert [row.title for row in dates_of(coordinator)] == ["Nanjing University"]
