from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from core.errors import PortalError, RightMissing, TransitionRefused
from mobility.enums import Activity, Direction, MobilityState, ProjectState, Term
from mobility.models import Mobility, Participant, Scheme
from mobility.people.selectors import PersonFacts
from mobility.rules.stays import earlier_days
from mobility.stays.checking import StayCheck
from mobility.stays.moves import accept_beyond, make_moves_of_time, move_stay
from mobility.stays.people import Person, PersonUnsure
from mobility.stays.places import conditions_for, places_of
from mobility.stays.writing import change_person, change_stay, nominate
from partners.models import Institution
from reminders.decisions import source as decision_source
from reminders.sources import source
from tests.agreements.factories import home
from tests.mobility.factories import GrantProjectFactory, InclusionNeedFactory, MobilityFactory, ParticipantFactory

ADA = Person(given_name="Ada", family_name="Lindqvist", email="ada@example.org", person_code="s123")


@pytest.fixture
def facts(unit, exchange, lodz, condition):
    return {
        "unit": unit,
        "scheme": exchange,
        "direction": Direction.OUTGOING,
        "activity": Activity.STUDIES,
        "partner": lodz,
        "condition": condition,
        "academic_year": 2026,
        "term": Term.AUTUMN,
        "eqf_level": 6,
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 1, 18),
    }


def test_nomination_keeps_what_the_activity_asks_and_nothing_else(coordinator, facts):
    stay = nominate(actor=coordinator, person=ADA, **facts, teaching_hours=8, staff_category="teaching")
    stay.refresh_from_db()
    assert (stay.state, stay.agreement, stay.teaching_hours, stay.staff_category) == (
        MobilityState.NOMINATED,
        facts["condition"].agreement,
        None,
        "",
    )
    assert Mobility.objects.matching("lindq lodz").get() == stay
    assert stay.sort_key == "lindqvist ada"


def test_outsider_nominates_nobody_for_the_unit(outsider, facts):
    with pytest.raises(RightMissing):
        nominate(actor=outsider, person=ADA, **facts)
    assert not Participant.objects.exists()


def test_a_person_has_one_row_however_often_nominated(coordinator, facts):
    first = nominate(actor=coordinator, person=ADA, **facts)
    again = Person(given_name="ada", family_name="LINDQVIST", email="ADA@example.org", born_on=date(2004, 5, 6))
    second = nominate(actor=coordinator, person=again, **facts | {"academic_year": 2027})
    assert second.participant == first.participant
    assert Participant.objects.get().born_on == date(2004, 5, 6)


def test_it_asks_when_the_name_is_another(coordinator, facts):
    nominate(actor=coordinator, person=ADA, **facts)
    married = Person(given_name="Ada", family_name="Berg", email="ada@example.org")
    with pytest.raises(PersonUnsure) as asked:
        nominate(actor=coordinator, person=married, **facts)
    assert [known.name for known in asked.value.known] == ["Ada Lindqvist"]
    nominate(actor=coordinator, person=married, is_another=True, **facts)
    assert Participant.objects.count() == 2


def test_nobody_hears_of_people_of_other_units(coordinator, facts, stay_elsewhere):
    Participant.objects.update(email="ada@example.org")
    nominate(actor=coordinator, person=ADA, **facts)
    assert Participant.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": date(2026, 8, 1)}, "ends_on"),
        ({"ends_on": date(2032, 8, 1)}, "ends_on"),
        ({"partner": None, "condition": None}, "partner"),
        ({"direction": Direction.INCOMING}, "condition"),
        ({"activity": Activity.TEACHING}, "condition"),
        ({"is_complete_term": True}, "complete_term_because"),
        ({"ects": -5}, "ects"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(coordinator, facts, wrong, field):
    with pytest.raises(ValidationError) as refused:
        nominate(actor=coordinator, person=ADA, **facts | wrong)
    assert field in refused.value.error_dict


def test_only_conditions_that_fit_are_offered_with_their_places(facts, condition, unit):
    for state in (MobilityState.ACCEPTED, MobilityState.NOMINATED, MobilityState.CANCELLED):
        MobilityFactory(unit=unit, state=state, condition=condition, partner=facts["partner"])
    lodz = facts["partner"]
    assert list(conditions_for(lodz, activity=Activity.STUDIES, direction=Direction.OUTGOING)) == [condition]
    assert not conditions_for(lodz, activity=Activity.STUDIES, direction=Direction.INCOMING)
    assert not conditions_for(lodz, activity=Activity.TEACHING, direction=Direction.OUTGOING)
    assert places_of([condition], 2026)[condition.pk].words == "1 of 2 taken, 1 asked"
    assert places_of([condition], 2027)[condition.pk].words == "0 of 2 taken"


def test_agreement_must_cover_the_whole_stay(coordinator, facts, condition):
    condition.agreement.ends_on = date(2026, 12, 31)
    condition.agreement.save(update_fields=["ends_on"])
    stay = nominate(actor=coordinator, person=ADA, **facts)
    with pytest.raises(TransitionRefused, match="ends after the agreement does"):
        move_stay(stay, "accept", actor=coordinator)


def test_beyond_the_agreed_places_only_with_a_reason(coordinator, facts, condition, unit):
    for _number in range(2):
        MobilityFactory(unit=unit, state=MobilityState.ACCEPTED, condition=condition, partner=facts["partner"])
    stay = nominate(actor=coordinator, person=ADA, **facts)
    with pytest.raises(TransitionRefused, match="2 of 2 taken"):
        move_stay(stay, "accept", actor=coordinator)
    with pytest.raises(ValidationError):
        accept_beyond(stay, actor=coordinator, reason=" ")
    moved = accept_beyond(stay, actor=coordinator, reason="The partner agreed by mail.")
    assert (moved.state, moved.overbooked_because) == (MobilityState.ACCEPTED, "The partner agreed by mail.")


def test_beyond_the_agreed_places_is_not_asked_for_while_there_is_one(coordinator, facts, browser_of):
    stay = nominate(actor=coordinator, person=ADA, **facts)
    answer = browser_of(coordinator).get(reverse("mobility:mobility_overbook", args=[stay.pk]), follow=True)
    assert answer.redirect_chain == [(stay.get_absolute_url(), 302)]
    assert "There is a place for this stay" in answer.content.decode()


def test_an_accepted_stay_does_not_slip_into_a_full_year(coordinator, facts, condition, unit):
    for _number in range(2):
        MobilityFactory(
            unit=unit,
            state=MobilityState.ACCEPTED,
            condition=condition,
            partner=facts["partner"],
            academic_year=2027,
        )
    stay = move_stay(nominate(actor=coordinator, person=ADA, **facts), "accept", actor=coordinator)
    with pytest.raises(PortalError, match="2 of 2 taken"):
        change_stay(stay, actor=coordinator, academic_year=2027)


def test_rules_of_the_programme_stop_the_acceptance_and_not_the_nomination(coordinator, facts, tables, lodz):
    too_short = {"scheme": Scheme.objects.get(code="ka131"), "ends_on": date(2026, 10, 20)}
    stay = nominate(actor=coordinator, person=ADA, **facts | too_short)
    with pytest.raises(TransitionRefused, match="KA131-20"):
        move_stay(stay, "accept", actor=coordinator)


def test_a_teacher_invited_from_an_enterprise_needs_neither_charter_nor_agreement(coordinator, facts, tables):
    Institution.objects.filter(pk=home().pk).update(charter_ends_on=date(2027, 12, 31))
    day = {"starts_on": date(2026, 10, 5), "ends_on": date(2026, 10, 5), "teaching_hours": 2}
    place = {"partner": None, "condition": None, "host_name": "Saab", "host_country_id": "DE"}
    kind = {"scheme": Scheme.objects.get(code="ka131"), "direction": "incoming", "activity": "staff-teaching"}
    stay = nominate(actor=coordinator, person=ADA, **facts | kind | place | day)
    assert move_stay(stay, "accept", actor=coordinator).state == MobilityState.ACCEPTED


def test_a_project_that_was_not_granted_pays_nobody_and_none_pays_outside_its_days(coordinator, facts):
    refused = GrantProjectFactory(scheme=facts["scheme"], unit=facts["unit"], state=ProjectState.REFUSED)
    stay = nominate(actor=coordinator, person=ADA, **facts, project=refused)
    with pytest.raises(TransitionRefused, match="was not granted"):
        move_stay(stay, "accept", actor=coordinator)

    over = GrantProjectFactory(scheme=facts["scheme"], unit=facts["unit"], ends_on=date(2026, 12, 31))
    changed = change_stay(stay, actor=coordinator, project=over)
    assert ["pays for no day" in each.what.message for each in StayCheck(changed).findings] == [True]


def test_the_check_that_everybody_reads_tells_of_no_fewer_opportunities(unit, lodz, tables):
    """Up to call 2023 such students alone get travel support for a short stay (KA131-38)."""
    ka131 = Scheme.objects.get(code="ka131")
    stay = MobilityFactory(
        unit=unit,
        scheme=ka131,
        partner=lodz,
        project=GrantProjectFactory(unit=unit, scheme=ka131, call_year=2023),
        activity=Activity.SHORT_BLENDED,
        starts_on=date(2024, 5, 6),
        ends_on=date(2024, 5, 10),
    )
    before = [each.what.rule for each in StayCheck(stay).findings]
    InclusionNeedFactory(mobility=stay)
    stay.refresh_from_db()
    assert [each.what.rule for each in StayCheck(stay).findings] == before


@pytest.mark.parametrize(
    ("is_one_cycle", "earlier", "cycles"),
    [(True, 138, [(7, 276)]), (False, 0, [(6, 138), (7, 138)])],
)
def test_a_one_cycle_programme_is_one_cycle_at_whatever_level(unit, officer, is_one_cycle, earlier, cycles):
    """Architecture or medicine: years that are recorded as a bachelor's count (KA131-24)."""
    given = {"unit": unit, "state": MobilityState.ACCEPTED, "is_one_cycle_programme": is_one_cycle}
    first = MobilityFactory(eqf_level=6, starts_on=date(2024, 9, 1), ends_on=date(2025, 1, 18), **given)
    now = MobilityFactory(eqf_level=7, participant=first.participant, **given)
    assert earlier_days(now) == earlier
    assert [(each.level, each.days) for each in PersonFacts(first.participant, officer).cycles] == cycles


def test_change_writes_what_changed_and_outsiders_change_nothing(coordinator, outsider, stay):
    with pytest.raises(RightMissing):
        change_stay(stay, actor=outsider, remarks="x")
    assert change_stay(stay, actor=coordinator, remarks="Needs a room early.").remarks == "Needs a room early."


def test_a_closed_stay_is_not_changed(coordinator, unit):
    stay = MobilityFactory(unit=unit, state=MobilityState.CLOSED)
    with pytest.raises(PortalError, match="Closed"):
        change_stay(stay, actor=coordinator, remarks="x")


def test_a_new_name_is_found_in_all_stays(coordinator, outsider, stay):
    with pytest.raises(RightMissing):
        change_person(stay.participant, actor=outsider, family_name="Berg")
    change_person(stay.participant, actor=coordinator, family_name="Berg")
    assert Mobility.objects.matching("berg").get() == stay


def test_time_begins_and_completes_stays(unit):
    begins = MobilityFactory(
        unit=unit, state=MobilityState.AGREED, starts_on=date(2026, 1, 5), ends_on=date(2099, 1, 1)
    )
    over = MobilityFactory(
        unit=unit, state=MobilityState.UNDER_WAY, starts_on=date(2025, 1, 5), ends_on=date(2025, 6, 1)
    )
    later = MobilityFactory(unit=unit, state=MobilityState.AGREED, starts_on=date(2098, 1, 5), ends_on=date(2098, 6, 1))
    report = make_moves_of_time(date(2026, 3, 1))
    assert dict(report.deeds) == {"mobility.begin": 1, "mobility.complete": 1}
    states = Mobility.objects.in_bulk([begins.pk, over.pk, later.pk])
    assert [states[each.pk].state for each in (begins, over, later)] == ["under_way", "completed", "agreed"]


def test_dates_and_decisions_call_a_stay_at_no_partner_by_its_place(unit):
    stay = MobilityFactory(unit=unit, partner=None, host_name="Saab", host_country=home().country)
    title = f"{stay.participant.name} · Saab"
    dates, decision = source("mobility.stay_not_agreed"), decision_source("mobility.nomination")
    assert dates.watched(dates.rows(date(2026, 8, 1))).values_list("watched_title", flat=True).get() == title
    assert decision.waiting(decision.rows()).values_list("waiting_title", flat=True).get() == title


def test_participants_are_seen_with_their_stays_alone(coordinator, outsider, administrator, stay):
    ParticipantFactory(family_name="Nobody’s")
    assert list(Participant.objects.visible_to(coordinator)) == [stay.participant]
    assert not Participant.objects.visible_to(outsider)
    assert not Participant.objects.visible_to(administrator)
