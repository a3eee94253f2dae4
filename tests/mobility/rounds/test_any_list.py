"""What is proposed holds for every list: no place twice, nobody passed over, and the same when asked again."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mobility.enums import MobilityState
from mobility.models import AllocationReason, Applicant, Mobility
from mobility.rounds.allocating import carry_out, move_up, offers_of
from mobility.rounds.places import places_of_round
from mobility.rounds.proposing import Proposal
from mobility.stays.moves import move_stay

pytestmark = pytest.mark.django_db

LEVELS = st.sampled_from([None, 6, 7])
PLACES = st.lists(st.tuples(st.integers(0, 2), LEVELS), min_size=1, max_size=3)
PEOPLE = st.lists(
    st.tuples(LEVELS, st.lists(st.integers(0, 2), max_size=3, unique=True), st.booleans()), min_size=1, max_size=5
)


def no_more_than_there_are(application_round):
    """Nobody has a place beyond those of the condition, counted from the stays themselves."""
    for place in places_of_round(application_round):
        stays = Mobility.objects.filter(condition=place.condition).exclude(state__in=MobilityState.fallen_through)
        assert stays.count() <= place.places


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=PLACES, people=PEOPLE)
def test_nobody_is_passed_over_and_no_place_is_given_twice(places, people, closed_round, offered, applicant, officer):
    with transaction.atomic():
        conditions = [
            offered(f"Partner {number}", count, eqf_levels=[level] if level else [])
            for number, (count, level) in enumerate(places)
        ]
        for rank, (level, choices, _gives_back) in enumerate(people, start=1):
            there = [conditions[choice] for choice in choices if choice < len(conditions)]
            applicant(rank, *there, eqf_level=level)
        a_proposal_is_just(closed_round)
        carry_out(closed_round, actor=officer, fingerprint=Proposal(closed_round).fingerprint)
        no_more_than_there_are(closed_round)
        for row in Applicant.objects.filter(stay__isnull=False).select_related("stay"):
            if people[row.rank - 1][2]:
                move_stay(row.stay, "cancel", actor=officer, note="x")
        the_lists_move_up_in_order(closed_round, officer)
        assert offers_of(closed_round) == []
        transaction.set_rollback(True)


def a_proposal_is_just(application_round):
    proposal = Proposal(application_round)
    got = {
        pk: [each.applicant.rank for each in proposal.people if each.place and each.place.condition.pk == pk]
        for pk in proposal.places
    }
    for pk, place in proposal.places.items():
        assert len(got[pk]) <= place.left
    for each in proposal.people:
        for line in each.lines:
            if line.waits:
                assert len(got[line.place.condition.pk]) == line.place.left
                assert all(rank < each.applicant.rank for rank in got[line.place.condition.pk])
    assert Proposal(application_round).fingerprint == proposal.fingerprint
    assert not Mobility.objects.exists()


def the_lists_move_up_in_order(application_round, officer):
    waiting = AllocationReason.objects.waiting()
    while offers := offers_of(application_round):
        assert offers_of(application_round) == offers
        assert len({offer.place.condition.pk for offer in offers}) == len(offers)
        for offer in offers:
            ranks = waiting.filter(condition=offer.place.condition).values_list("choice__applicant__rank", flat=True)
            assert offer.applicant.rank == min(ranks)
        move_up(offers[0].reason, actor=officer)
        no_more_than_there_are(application_round)
    free = {each.condition.pk for each in places_of_round(application_round) if each.free}
    assert not waiting.filter(condition__in=free).exists()
