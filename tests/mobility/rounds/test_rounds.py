"""Places of a round, the allocation with its protocol, the waiting lists, and who may do what."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from core.errors import PortalError, RightMissing, TransitionRefused
from mobility.enums import MobilityState
from mobility.models import AllocationReason, AllocationRun, Applicant, Mobility, StayRetention
from mobility.people.enums import KeptBecause
from mobility.rounds.allocating import carry_out, leave_list, move_up, offers_of
from mobility.rounds.enums import RoundState
from mobility.rounds.forgetting import forget_applicants
from mobility.rounds.places import places_in, places_of_round
from mobility.rounds.proposing import Proposal
from mobility.rounds.services import change_round, move_round, set_places, take_in_list
from mobility.rounds.watched import make_moves_of_time
from mobility.rounds.workflow import round_workflow
from mobility.stays.moves import move_stay
from tests.agreements.test_two_at_once import both
from tests.mobility.factories import ApplicationRoundFactory, MobilityFactory

pytestmark = pytest.mark.django_db

ALLOWED = {
    ("planned", "open"): "open",
    ("open", "close"): "closed",
    ("closed", "reopen"): "open",
    ("closed", "decide"): "decided",
}


@pytest.mark.parametrize("name", ["open", "close", "reopen", "decide"])
@pytest.mark.parametrize("state", RoundState.values)
def test_a_round_moves_along_its_edges_and_nowhere_else(state, name, unit, officer):
    now = timezone.now()
    closes = timedelta(days=3 if name == "reopen" else -3)
    row = ApplicationRoundFactory(unit=unit, state=state, opens_at=now - timedelta(days=9), closes_at=now + closes)
    AllocationRun.objects.create(round=row, applicant_count=0, given_count=0)
    target = ALLOWED.get((state, name))
    if target:
        assert round_workflow.perform(name, row, actor=officer, note="x").state == target
    else:
        with pytest.raises(TransitionRefused):
            round_workflow.perform(name, row, actor=officer, note="x")


def test_places_are_what_is_agreed_less_what_is_accepted(offered, closed_round, officer, unit, other_unit):
    lodz, gent = offered("Lodz", 3), offered("Gent", None)
    elsewhere = offered("Graz", 2)
    elsewhere.agreement.responsible_unit = other_unit
    elsewhere.agreement.save(update_fields=["responsible_unit"])
    hidden = offered("Bonn", 2)
    hidden.agreement.is_published = False
    hidden.agreement.save(update_fields=["is_published"])
    offered("Wien", 2, last_year=2025)
    for state in (MobilityState.ACCEPTED, MobilityState.NOMINATED, MobilityState.CANCELLED):
        MobilityFactory(unit=unit, condition=lodz, partner=lodz.receiver, state=state)
    MobilityFactory(unit=unit, condition=lodz, partner=lodz.receiver, academic_year=2025, state=MobilityState.ACCEPTED)
    set_places(closed_round, gent, actor=officer, places=1, reason="Agreed by mail")
    found = {
        each.partner.name: (each.places, each.taken, each.asked, each.left) for each in places_of_round(closed_round)
    }
    assert found == {"Gent": (1, 0, 0, 1), "Lodz": (3, 1, 1, 2)}


@pytest.mark.parametrize("count", [1, 3])
def test_places_are_counted_in_as_many_queries_whatever_there_is(
    count, offered, closed_round, unit, django_assert_num_queries
):
    for number in range(count):
        offered(f"Partner {number}", 2)
    rounds = [closed_round, *ApplicationRoundFactory.create_batch(count, unit=unit)]
    for each in rounds:
        each.unit  # noqa: B018 - fetched with the round, as for_list does
    with django_assert_num_queries(5):
        places_in(rounds)


def test_the_allocation_nominates_keeps_why_and_decides(offered, closed_round, applicant, officer):
    lodz, gent, wien = offered("Lodz", 2), offered("Gent", 1), offered("Wien", 5, eqf_levels=[7])
    first, second = applicant(1, lodz), applicant(2, wien, lodz)
    third, fourth = applicant(3, lodz, gent), applicant(4, lodz)
    carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
    closed_round.refresh_from_db()
    assert closed_round.state == RoundState.DECIDED
    stays = {row.rank: row.stay.partner.name if row.stay else None for row in Applicant.objects.all()}
    assert stays == {first.rank: "Lodz", second.rank: "Lodz", third.rank: "Gent", fourth.rank: None}
    stays = Mobility.objects.values_list("state", "round", "condition__agreement__responsible_unit")
    assert set(stays) == {("nominated", closed_round.pk, closed_round.unit_id)}
    with override("en"):
        said = [row.why for row in AllocationReason.objects.order_by("choice__applicant__rank", "choice__position")]
    assert said == [
        "Choice 1, Lodz: given.",
        "Choice 1, Wien: the places are for other levels (Master).",
        "Choice 2, Lodz: given.",
        "Choice 1, Lodz: 2 places, taken by ranks 1 and 2.",
        "Choice 2, Gent: given.",
        "Choice 1, Lodz: 2 places, taken by ranks 1 and 2.",
    ]


def test_a_place_given_back_moves_the_waiting_list_up(offered, closed_round, applicant, officer):
    lodz, gent = offered("Lodz", 1), offered("Gent", 1)
    first, second, third = applicant(1, lodz), applicant(2, lodz, gent), applicant(3, gent, lodz)
    carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
    assert offers_of(closed_round) == []
    first.refresh_from_db()
    move_stay(first.stay, "cancel", actor=officer, note="ill")
    (offer,) = offers_of(closed_round)
    assert (offer.place.partner, offer.applicant) == (lodz.receiver, second)
    others = AllocationReason.objects.waiting().exclude(pk=offer.reason.pk)
    with pytest.raises(PortalError):
        move_up(others.first(), actor=officer)
    move_up(offer.reason, actor=officer)
    second.refresh_from_db()
    assert second.stay.partner == lodz.receiver
    (offer,) = offers_of(closed_round)  # what the second had is free now
    assert (offer.place.partner, offer.applicant) == (gent.receiver, third)
    leave_list(offer.reason, actor=officer, note="found something else")
    assert offers_of(closed_round) == []


def test_what_was_looked_at_is_what_is_carried_out(offered, closed_round, applicant, officer, coordinator):
    lodz = offered("Lodz", 1)
    applicant(2, lodz)
    seen = Proposal(closed_round).fingerprint
    applicant(1, lodz)
    with pytest.raises(PortalError, match="have changed since"):
        carry_out(closed_round, actor=officer, fingerprint=seen)
    with pytest.raises(RightMissing):
        carry_out(closed_round, actor=coordinator, fingerprint=Proposal(closed_round).fingerprint)
    assert not Mobility.objects.exists()


def test_a_decided_round_keeps_its_list_its_places_and_its_terms(offered, closed_round, applicant, officer):
    lodz = offered("Lodz", 1)
    applicant(1, lodz)
    carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
    with pytest.raises(PortalError):
        take_in_list(closed_round, [], actor=officer)
    with pytest.raises(PortalError):
        set_places(closed_round, lodz, actor=officer, places=9, reason="x")
    with pytest.raises(ValidationError):
        change_round(closed_round, actor=officer, academic_year=2027)
    assert change_round(closed_round, actor=officer, name_en="Renamed").name_en == "Renamed"


def test_time_opens_and_closes_rounds(unit, officer):
    now = timezone.now()
    begun = ApplicationRoundFactory(unit=unit, opens_at=now - timedelta(hours=1))
    later = ApplicationRoundFactory(unit=unit, opens_at=now + timedelta(hours=1))
    over = ApplicationRoundFactory(unit=unit, state=RoundState.OPEN, closes_at=now - timedelta(seconds=1))
    make_moves_of_time(timezone.localdate())
    states = [type(row).objects.get(pk=row.pk).state for row in (begun, later, over)]
    assert states == ["open", "planned", "closed"]
    with pytest.raises(TransitionRefused):
        move_round(later, "open", actor=officer)


def test_nobody_else_sees_who_applied(closed_round, applicant, coordinator, outsider, administrator, offered):
    row = applicant(1, offered("Lodz", 1))
    assert list(Applicant.objects.visible_to(coordinator)) == [row]
    assert not Applicant.objects.visible_to(outsider).exists()
    assert not Applicant.objects.visible_to(administrator).exists()


def test_whoever_got_no_place_is_forgotten_a_year_after(offered, closed_round, applicant, officer):
    StayRetention.objects.create(because=KeptBecause.FALLEN_THROUGH, years=1, sentence_en="x")
    lodz = offered("Lodz", 1)
    placed, without = applicant(1, lodz), applicant(2, lodz, family_name="Unlucky")
    carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
    today = timezone.localdate()
    forget_applicants(today + timedelta(days=360))
    without.refresh_from_db()
    assert without.family_name == "Unlucky"
    forget_applicants(today + timedelta(days=370))
    placed.refresh_from_db()
    without.refresh_from_db()
    assert (bool(placed.email), without.name, without.rank) == (True, "Anonymised", 2)
    assert not Applicant.pgh_event_model.objects.filter(pgh_obj_id=without.pk).exclude(family_name="").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_allocate_at_once_one_is_refused(offered, closed_round, applicant, officer):
    applicant(1, offered("Lodz", 1))
    seen = Proposal(closed_round).fingerprint
    results = both(*[lambda: carry_out(closed_round, actor=officer, fingerprint=seen)] * 2)
    assert sum(isinstance(each, PortalError) for each in results) == 1
    assert Mobility.objects.count() == 1
