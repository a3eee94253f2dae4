"""What the services promise beyond the pages that call them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from agreements.enums import AgreementKind, AgreementState
from agreements.models import Agreement, Condition
from agreements.rules import notice_date
from agreements.services.agreements import (
    PartyValues,
    create_agreement,
    pass_turn,
    publish_agreement,
    update_agreement,
)
from agreements.services.conditions import ConditionValues, save_condition
from core.errors import PortalError, RightMissing
from tests.agreements.factories import AgreementFactory, ConditionFactory, InstitutionFactory, home


@pytest.fixture
def facts(unit):
    home()
    return {"kind": AgreementKind.MOC, "title": "", "responsible_unit": unit}


def test_a_new_agreement_is_a_draft_with_us_as_a_party(facts, coordinator):
    partners = [InstitutionFactory(name="AGH University"), InstitutionFactory(name="Lodz University")]
    agreement = create_agreement(actor=coordinator, parties=[PartyValues(row) for row in partners], **facts)
    assert agreement.state == AgreementState.DRAFT
    assert agreement.title == "Memorandum of Cooperation with AGH University, Lodz University"
    parties = list(agreement.parties.values_list("institution__name", "is_home", "position"))
    assert parties == [
        ("Blekinge Institute of Technology", True, 0),
        ("AGH University", False, 1),
        ("Lodz University", False, 2),
    ]
    assert Agreement.objects.matching("lodz").get().partner_sort_key == "agh university"


def test_nobody_makes_agreements_for_a_unit_that_is_not_theirs(facts, outsider, reader, auditor, administrator):
    for person in (outsider, reader, auditor, administrator):
        with pytest.raises(RightMissing):
            create_agreement(actor=person, parties=[], **facts)
    assert not Agreement.objects.exists()


def test_nobody_hands_an_agreement_to_a_unit_that_is_not_theirs(draft, coordinator, other_unit):
    with pytest.raises(RightMissing):
        update_agreement(draft, actor=coordinator, responsible_unit=other_unit)
    draft.refresh_from_db()
    assert draft.responsible_unit != other_unit


@pytest.mark.parametrize(
    ("fields", "names"),
    [
        ({"starts_on": date(2027, 1, 2), "ends_on": date(2027, 1, 1)}, {"ends_on"}),
        ({"ends_on": date(2027, 1, 1), "is_open_ended": True}, {"is_open_ended"}),
        ({"renewal": "automatic"}, {"renewal_months"}),
        ({"notice_rule": "months"}, {"notice_months"}),
        ({"notice_rule": "months", "notice_months": 32_000, "ends_on": date(2027, 1, 1)}, {"notice_months"}),
        ({"ends_on": date(1, 1, 1)}, {"ends_on"}),
        ({"ends_on": date(9999, 12, 31)}, {"ends_on"}),
        ({"title": "x" * 301}, {"title"}),
        ({"kind": "nonsense"}, {"kind"}),
    ],
)
def test_bad_facts_are_refused_beside_their_fields(draft, coordinator, fields, names):
    with pytest.raises(ValidationError) as refusal:
        update_agreement(draft, actor=coordinator, **fields)
    assert set(refusal.value.message_dict) == names
    assert not any("constraint" in message.lower() for message in refusal.value.messages)


def test_a_number_is_given_once(registered, draft, officer):
    with pytest.raises(ValidationError, match="Another agreement has this number"):
        update_agreement(draft, actor=officer, number=registered.number)


def test_only_specific_agreements_are_made_under_a_memorandum(unit, registered, draft, coordinator, facts):
    specific = {**facts, "kind": AgreementKind.STUDENT_EXCHANGE}
    partner = PartyValues(registered.partner_parties[0].institution)
    child = create_agreement(actor=coordinator, parties=[partner], parent=registered, **specific)
    assert list(registered.children.all()) == [child]
    for kind, parent in [
        (AgreementKind.MOU, registered),
        (AgreementKind.ERASMUS, registered),
        (AgreementKind.OTHER, child),
    ]:
        with pytest.raises(ValidationError) as refusal:
            create_agreement(actor=coordinator, parties=[partner], parent=parent, **{**facts, "kind": kind})
        assert set(refusal.value.message_dict) == {"parent"}


def test_the_terms_of_an_agreement_under_review_do_not_change_by_the_way(unit, coordinator):
    agreement = AgreementFactory(responsible_unit=unit, state=AgreementState.IN_REVIEW)
    other = PartyValues(InstitutionFactory())
    for change in ({"ends_on": date(2030, 1, 1)}, {"kind": AgreementKind.MOU}, {"parties": [other]}):
        with pytest.raises(PortalError, match="back to the first step"):
            update_agreement(agreement, actor=coordinator, **change)
    same = PartyValues(agreement.partner_parties[0].institution, reference="THEIR-1")
    update_agreement(agreement, actor=coordinator, remarks="bookkeeping", parties=[same])
    assert agreement.parties.get(is_home=False).reference == "THEIR-1"


def test_a_partner_with_conditions_cannot_be_taken_off(draft, coordinator):
    ConditionFactory(agreement=draft)
    with pytest.raises(ValidationError, match="names a partner that was taken off"):
        update_agreement(draft, actor=coordinator, parties=[])
    assert draft.parties.count() == 2


def test_we_cannot_be_our_own_partner(draft, coordinator):
    with pytest.raises(ValidationError, match="We are a party ourselves"):
        update_agreement(draft, actor=coordinator, parties=[PartyValues(home())])


def test_a_version_nobody_saw_is_not_overwritten(draft, coordinator, officer):
    seen_at = draft.updated_at
    update_agreement(draft, actor=officer, remarks="first", seen_at=seen_at)
    with pytest.raises(PortalError, match="changed elsewhere"):
        update_agreement(draft, actor=coordinator, remarks="second", seen_at=seen_at)
    draft.refresh_from_db()
    assert draft.remarks == "first"


def test_a_colleagues_move_is_not_undone_by_a_save(draft, coordinator):
    stale = Agreement.objects.get(pk=draft.pk)
    Agreement.objects.filter(pk=draft.pk).update(state=AgreementState.IN_REVIEW)
    update_agreement(stale, actor=coordinator, remarks="still here")
    draft.refresh_from_db()
    assert draft.state == AgreementState.IN_REVIEW


@pytest.mark.parametrize(
    ("rule", "months", "ends_on", "expected"),
    [
        ("none", None, date(2030, 6, 30), None),
        ("months", 6, None, None),
        ("months", 6, date(2030, 8, 31), date(2030, 2, 28)),
        ("months", 6, date(2028, 8, 29), date(2028, 2, 29)),
        ("months", 1, date(2030, 3, 31), date(2030, 2, 28)),
        # AG-07: notice by 1 September of a year takes effect on 1 September of the next
        ("erasmus", None, date(2028, 9, 1), date(2027, 9, 1)),
        ("erasmus", None, date(2028, 9, 30), date(2027, 9, 1)),
        ("erasmus", None, date(2028, 8, 31), date(2026, 9, 1)),
        ("erasmus", None, date(2028, 2, 29), date(2026, 9, 1)),
    ],
)
def test_notice_date(rule, months, ends_on, expected):
    assert notice_date(rule, months, ends_on) == expected


def test_notice_date_follows_the_last_day(draft, coordinator):
    changed = update_agreement(
        draft, actor=coordinator, ends_on=date(2030, 8, 31), notice_rule="months", notice_months=6
    )
    assert changed.notice_on == date(2030, 2, 28)
    assert update_agreement(draft, actor=coordinator, ends_on=None).notice_on is None


def test_publishing_is_the_offices(registered, coordinator, head, officer):
    for person in (coordinator, head):
        with pytest.raises(RightMissing):
            publish_agreement(registered, actor=person, is_published=True)
    assert publish_agreement(registered, actor=officer, is_published=True).is_published
    assert list(Agreement.objects.published()) == [registered]


@pytest.mark.parametrize("state", AgreementState.values)
def test_only_concluded_agreements_are_public(unit, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state, is_published=True)
    concluded = {"signed", "active", "suspended", "notice_given", "ended"}
    assert set(Agreement.objects.published()) == ({agreement} if state in concluded else set())


def test_a_turn_is_passed_with_its_day(registered, coordinator):
    passed = pass_turn(registered, actor=coordinator, turn="partner")
    assert (passed.turn, passed.turn_since) == ("partner", timezone.localdate())
    assert list(Agreement.objects.at_the_partner()) == [registered]
    nobody = pass_turn(registered, actor=coordinator, turn="")
    assert (nobody.turn, nobody.turn_since) == ("", None)


def test_a_condition_both_ways_is_two(draft, coordinator):
    partner = draft.partner_parties[0].institution
    given = ConditionValues({"kind": "student_studies", "people_per_year": 2, "sender": home(), "receiver": partner})
    save_condition(draft, actor=coordinator, given=given, both_ways=True)
    pairs = set(Condition.objects.values_list("sender", "receiver"))
    assert pairs == {(home().pk, partner.pk), (partner.pk, home().pk)}


def test_conditions_run_between_parties_and_in_order(draft, coordinator):
    partner = draft.partner_parties[0].institution
    plain = {"kind": "student_studies", "sender": home(), "receiver": partner}
    for change in ({"receiver": InstitutionFactory()}, {"receiver": home()}, {"first_year": 2028, "last_year": 2027}):
        with pytest.raises(ValidationError):
            save_condition(draft, actor=coordinator, given=ConditionValues({**plain, **change}))


def test_students_count_in_months_and_staff_in_days(draft, coordinator):
    partner = draft.partner_parties[0].institution
    both = {"total_months": 10, "total_days": 5, "sender": home(), "receiver": partner}
    for kind, kept in [("student_studies", (10, None)), ("staff_teaching", (None, 5))]:
        (row,) = save_condition(draft, actor=coordinator, given=ConditionValues({**both, "kind": kind}))
        assert (row.total_months, row.total_days) == kept


@pytest.mark.parametrize("state", sorted(set(AgreementState.values) - {"draft", "rejected", "in_review", "approved"}))
def test_conditions_are_fixed_once_agreed_on(unit, officer, state):
    agreement = AgreementFactory(responsible_unit=unit, state=state)
    partner = agreement.partner_parties[0].institution
    given = ConditionValues({"kind": "student_studies", "sender": home(), "receiver": partner})
    with pytest.raises(PortalError, match="cannot be changed"):
        save_condition(agreement, actor=officer, given=given)
